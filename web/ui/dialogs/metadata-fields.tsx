import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { DESCRIPTION_MAX_LENGTH, TITLE_MAX_LENGTH } from '../../../contract/limits.ts';
import { type Metadata, plainMetadata } from '../../kernel/index.ts';
import type { DraftPlace } from '../../workbench/drafts.ts';
import { useApp } from '../app/app-model.ts';
import { useDraft } from '../app/use-parsed.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { changedFields, TextField } from '../components/field.tsx';
import { sendsMuch, statusWords } from '../words/status-words.ts';

interface Fields {
  readonly title: string;
  readonly description: string;
  readonly error: string | undefined;
  change(entered: Partial<Entered>): void;
  /** The trimmed input; null, with a message at the field, if the title is empty. */
  read(): Metadata | null;
  /** Like `read`, but fields that were not changed here keep their values from `newest`. */
  readOnto(newest: Metadata): Metadata | null;
  /** The input differs from the initial title or description. */
  readonly isChanged: boolean;
  /** Deletes the draft, once it was used or discarded. */
  forget(): void;
  /** Makes `entered` the new initial values: the input is part of the session now. */
  use(entered: Metadata): void;
}

interface Entered {
  readonly title: string;
  readonly description: string;
}

type DialogDraft = Extract<DraftPlace, { readonly dialog: string }>['dialog'];

/** State of title and description in a dialog. Text typed in it is a draft of `dialog.name`, which counts as unsaved. */
export function useMetadataFields(
  initial: Metadata,
  dialog: { readonly name: DialogDraft; readonly label: string },
): Fields {
  const { workbench } = useApp();
  const first = useRef<Metadata>(plainMetadata(initial));
  const began = first.current;
  const error = useSignal<string | undefined>(undefined);
  const draft = useDraft<Entered>(workbench, {
    key: `dialog:${dialog.name}`,
    label: dialog.label,
    at: { dialog: dialog.name },
  });
  const { title, description } = draft.value ?? {
    title: began.title,
    description: began.description ?? '',
  };
  const read = () => {
    const trimmed = title.trim();
    error.value = trimmed === '' ? 'Enter a title, so that you can find it again.' : undefined;
    return trimmed === '' ? null : { title: trimmed, description: description.trim() || null };
  };
  return {
    title,
    description,
    error: error.value,
    change(entered) {
      const now = { title, description, ...entered };
      const isAsBefore = now.title === began.title && now.description === (began.description ?? '');
      draft.set(isAsBefore ? undefined : now);
      if (entered.title !== undefined) error.value = undefined;
    },
    read,
    readOnto(newest) {
      const entered = read();
      return entered && { ...plainMetadata(newest), ...changedFields(began, entered) };
    },
    isChanged: draft.value !== undefined,
    forget: () => draft.set(undefined),
    use(entered) {
      first.current = entered;
      draft.set(undefined);
    },
  };
}

/** Fields for title and description; the title has the focus and is selected. */
export function MetadataFields({ fields }: { fields: Fields }) {
  const { title, description, error, change } = fields;
  useEffect(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement) focused.select();
  }, []);
  return (
    <>
      <TextField
        label="Title"
        value={title}
        maxLength={TITLE_MAX_LENGTH}
        error={error}
        autofocus
        onInput={(value) => change({ title: value })}
      />
      <TextField
        label="Description (optional)"
        hint="Words that start with # are tags, like #base-case. Lists can be filtered by tag."
        rows={3}
        value={description}
        maxLength={DESCRIPTION_MAX_LENGTH}
        onInput={(value) => change({ description: value })}
      />
    </>
  );
}

/**
 * For a dialog about the open session: closes the dialog when that session is closed, for example by the
 * back button, unless `stays` says that the dialog still has something to show.
 * @returns whether the session was closed, so that the dialog must not act on what is open now.
 */
export function useSessionLeft(onClose: () => void, stays = false): boolean {
  const { session } = useApp().workbench;
  const about = useRef(session.peek());
  const isLeft = session.value !== about.current;
  const isOver = isLeft && !stays;
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver]);
  return isLeft;
}

/** Says that the session was closed before the save or snapshot was made. */
export function SessionLeftNote({ before }: { before: 'it was saved' | 'its snapshot was made' }) {
  return (
    <Banner tone="danger">
      <strong>The session was closed before {before}.</strong> Its unsaved changes are kept on this
      device, and the start page offers them.
    </Banner>
  );
}

/** Whether the component is still mounted, for async work that may end later. */
export function useIsOpen(): RefObject<boolean> {
  const isOpen = useRef(true);
  useEffect(
    () => () => {
      isOpen.current = false;
    },
    [],
  );
  return isOpen;
}

/** Progress of a save or a snapshot that sends much, with a button to stop it. */
export function UploadNote() {
  const { workbench } = useApp();
  const state = workbench.lifecycle.value;
  if (state.kind !== 'Loaded' || state.mode !== 'session' || !sendsMuch(state.cloud)) return null;
  return (
    <Banner
      tone="info"
      actions={<Button onClick={() => workbench.persistence.stopSending()}>Stop</Button>}
    >
      <span class="numeric">{statusWords(state, workbench.now()).cloud}</span>
    </Banner>
  );
}
