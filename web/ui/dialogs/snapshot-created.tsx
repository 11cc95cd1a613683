import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useApp } from '../app/app-model.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';

/** The address of a new snapshot, ready to be copied. */
export function SnapshotCreated({ url, onClose }: { url: string; onClose(): void }) {
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
    <Dialog
      title="Snapshot created!"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" icon="copy" autofocus onClick={() => void copy()}>
            {copied.value === 'yes' ? 'Copied' : 'Copy link'}
          </Button>
        </>
      }
    >
      <Field
        label="Share this URL"
        hint={
          <span role="status">
            {copied.value === 'yes' && 'The link is on the clipboard.'}
            {copied.value === 'refused' &&
              'The browser did not allow copying. The link is selected: copy it with the keyboard.'}
            {copied.value === 'no' && 'You find it again under "Sessions and snapshots".'}
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
    </Dialog>
  );
}
