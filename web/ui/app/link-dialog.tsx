import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { useApp } from './app-model.ts';

/** A link with a button to copy it. If the browser does not allow copying, the link is selected. */
export function LinkField({ label, url, hint }: { label: string; url: string; hint: string }) {
  const { ports } = useApp();
  const copied = useSignal<'no' | 'yes' | 'refused'>('no');
  const input = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await ports.device.copy(url);
      copied.value = 'yes';
    } catch {
      copied.value = 'refused';
      input.current?.select();
    }
  };
  return (
    <div class="link-field">
      <Field
        label={label}
        hint={
          <span role="status">
            {copied.value === 'yes' && 'The link is on the clipboard.'}
            {copied.value === 'refused' &&
              'The browser did not allow copying. The link is selected: copy it with the keyboard.'}
            {copied.value === 'no' && hint}
          </span>
        }
      >
        {(attributes) => (
          <input
            {...attributes}
            ref={input}
            type="text"
            readOnly
            class="ui-input"
            value={url}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
      <Button variant="primary" icon="copy" autofocus onClick={() => void copy()}>
        {copied.value === 'yes' ? 'Copied' : 'Copy link'}
      </Button>
    </div>
  );
}

/** Shows the link to a session, which only its owner can open, and offers a snapshot to share it. */
export function SessionLinkDialog({
  title,
  url,
  onSnapshot,
  onClose,
}: {
  title: string;
  url: string;
  onSnapshot(): void;
  onClose(): void;
}) {
  return (
    <Dialog
      title={`Link to "${title}"`}
      onClose={onClose}
      actions={
        <>
          <Button icon="camera" onClick={onSnapshot}>
            Open it and create a snapshot...
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <p>
        Only you can open this link, signed in as you are now. To show the session to others, create
        a snapshot and share its link.
      </p>
      <LinkField label="Link for yourself" url={url} hint="It opens the session on any device." />
    </Dialog>
  );
}
