import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { TITLE_MAX_LENGTH } from '../../../contract/limits.ts';
import type { SessionMetadata } from '../../../contract/sessions.ts';
import { useApp } from '../app/app-model.ts';
import { explainLibraryError } from '../app/explain-library-error.ts';
import { Button } from '../components/button.tsx';

/** A new title in place of the old one: Enter renames, Escape leaves it. */
export function RenameForm({ session, onDone }: { session: SessionMetadata; onDone(): void }) {
  const { ports, toasts } = useApp();
  const title = useSignal(session.title);
  const busy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  const rename = async () => {
    const trimmed = title.value.trim();
    if (busy.value || trimmed === '') return;
    busy.value = true;
    try {
      const description = session.description ?? '';
      if (trimmed !== session.title) {
        await ports.library.renameSession(session, { title: trimmed, description });
      }
      onDone();
    } catch (error) {
      busy.value = false;
      toasts.show({ tone: 'danger', text: `Not renamed. ${explainLibraryError(error)}` });
    }
  };

  return (
    <form
      class="management-rename"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <input
        ref={input}
        class="ui-input"
        type="text"
        aria-label={`New title of ${session.title}`}
        value={title.value}
        maxLength={TITLE_MAX_LENGTH}
        onInput={(event) => {
          title.value = event.currentTarget.value;
        }}
      />
      <Button type="submit" variant="primary" busy={busy.value}>
        Rename
      </Button>
    </form>
  );
}
