import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { DESCRIPTION_MAX_LENGTH, TITLE_MAX_LENGTH } from '../../../contract/limits.ts';
import { type Metadata, plainMetadata } from '../../kernel/index.ts';
import { changedFields } from '../components/changed-fields.ts';
import { TextField } from '../components/field.tsx';

interface Fields {
  readonly title: Signal<string>;
  readonly description: Signal<string>;
  readonly error: Signal<string | undefined>;
  /** What was entered; null, with a message at the field, if there is no title. */
  read(): Metadata | null;
  /** The same on top of what it is called by now: what was not changed here stays as it is there. */
  readOnto(newest: Metadata): Metadata | null;
}

export function useMetadataFields(initial: Metadata): Fields {
  const began = useRef<Metadata>(plainMetadata(initial)).current;
  const title = useSignal(initial.title);
  const description = useSignal(initial.description ?? '');
  const error = useSignal<string | undefined>(undefined);
  const read = () => {
    const trimmed = title.value.trim();
    error.value = trimmed === '' ? 'Give it a title, so that you find it again.' : undefined;
    return trimmed === ''
      ? null
      : { title: trimmed, description: description.value.trim() || null };
  };
  return {
    title,
    description,
    error,
    read,
    readOnto(newest) {
      const entered = read();
      return entered && { ...plainMetadata(newest), ...changedFields(began, entered) };
    },
  };
}

/** Title and description, with the focus in the title, which is selected to be replaced or kept. */
export function MetadataFields({ fields }: { fields: Fields }) {
  const { title, description, error } = fields;
  useEffect(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement) focused.select();
  }, []);
  return (
    <>
      <TextField
        label="Title"
        value={title.value}
        maxLength={TITLE_MAX_LENGTH}
        error={error.value}
        autofocus
        onInput={(value) => {
          title.value = value;
          error.value = undefined;
        }}
      />
      <TextField
        label="Description (optional)"
        rows={3}
        value={description.value}
        maxLength={DESCRIPTION_MAX_LENGTH}
        onInput={(value) => {
          description.value = value;
        }}
      />
    </>
  );
}
