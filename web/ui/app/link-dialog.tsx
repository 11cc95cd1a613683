import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { type AppModel, useApp } from './app-model.ts';
import { placeLink } from './links.ts';

/** Copies a link, or shows it if the browser does not allow copying. `about` says whom it is for, and what else to do. */
export async function copyLink(
  { ports, toasts }: Pick<AppModel, 'ports' | 'toasts'>,
  url: string,
  about: Partial<Parameters<AppModel['toasts']['show']>[0]> = {},
): Promise<void> {
  const { text = '', ...rest } = about;
  try {
    await ports.device.copy(url);
    toasts.show({ tone: 'success', ...rest, text: `Link copied${text}` });
  } catch {
    const refused = `The browser did not allow copying. The link: ${url}`;
    toasts.show({ tone: 'warning', ...rest, text: refused + text });
  }
}

/**
 * Copies the link to a dashboard or module, or asks the person to save first. Only the owner can open a session's link,
 * so a snapshot is offered.
 */
export function copyPlaceLink(
  app: Pick<AppModel, 'ports' | 'toasts' | 'dialog'>,
  dashboardId: string,
  moduleId?: string,
): void {
  const link = placeLink(location.href, dashboardId, moduleId);
  if (!link) {
    const text = 'Save the session first: until then it has no link.';
    app.toasts.show({ tone: 'warning', text });
    return;
  }
  const isSession = new URL(link).searchParams.has('session');
  const snapshot = () => {
    app.dialog.value = { kind: 'snapshot' };
  };
  void copyLink(app, link, {
    ...(isSession && {
      text: '. Only you can open it; to show this to others, create a snapshot.',
      action: { label: 'Create snapshot...', run: snapshot },
      passes: true,
    }),
  });
}

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
