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
import { statusWords } from '../words/status-words.ts';

interface Fields {
  readonly title: string;
  readonly description: string;
  readonly error: string | undefined;
  change(entered: Partial<Entered>): void;
  /** What was entered; null, with a message at the field, if there is no title. */
  read(): Metadata | null;
  /** The same on top of what it is called by now: what was not changed here stays as it is there. */
  readOnto(newest: Metadata): Metadata | null;
  /** Something is entered that is not what it is called. */
  readonly isChanged: boolean;
  /** What was entered is used, or given up. */
  forget(): void;
  /** It is called so from now on: what was entered is part of the session. */
  use(entered: Metadata): void;
}

interface Entered {
  readonly title: string;
  readonly description: string;
}

type DialogDraft = Extract<DraftPlace, { readonly dialog: string }>['dialog'];

/** `dialog`: which one it is, and what it is called: what is typed in it counts as unsaved until it is used or given up. */
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
    error.value = trimmed === '' ? 'Give it a title, so that you find it again.' : undefined;
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

/** Title and description, with the focus in the title, which is selected to be replaced or kept. */
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
        rows={3}
        value={description}
        maxLength={DESCRIPTION_MAX_LENGTH}
        onInput={(value) => change({ description: value })}
      />
    </>
  );
}

/**
 * For a dialog about the open session: closes it when that session is left, by the back button for
 * instance, unless the dialog `stays` since it still has something to say.
 * @returns whether the session was left: what is open now is none of the dialog's business.
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

/** Nothing came of what was asked for, since the session is not open any more. */
export function SessionLeftNote({ before }: { before: 'it was saved' | 'its snapshot was made' }) {
  return (
    <Banner tone="danger">
      <strong>The session was left before {before}.</strong> What is unsaved in it is kept on this
      device, and the start page offers it.
    </Banner>
  );
}

/** Whether the component is still on screen, for what ends after it may have gone. */
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

/** How far the data of a save or a snapshot is on its way, and the way to stop it. */
export function UploadNote() {
  const { workbench } = useApp();
  const state = workbench.lifecycle.value;
  const isUploading =
    state.kind === 'Loaded' && state.mode === 'session' && state.cloud.kind === 'uploading';
  if (!isUploading) return null;
  return (
    <Banner
      tone="info"
      actions={<Button onClick={() => workbench.persistence.stopUpload()}>Stop</Button>}
    >
      <span class="numeric">{statusWords(state, workbench.now()).cloud}</span>
    </Banner>
  );
}
