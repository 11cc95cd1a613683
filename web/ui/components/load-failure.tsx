import { useReload } from '../shell/use-reload.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import type { LoadFailureProps } from './lazy.tsx';

/** In the place of a part of the page whose code did not arrive. */
export function LoadFailure({ again }: LoadFailureProps) {
  const { words, action } = useSecondTry(again);
  return (
    <Banner tone="danger" actions={action}>
      <strong>This part of the page could not be loaded.</strong> {words}
    </Banner>
  );
}

/** In the place of a dialog whose code did not arrive. */
export function DialogLoadFailure({ again, onClose }: LoadFailureProps & { onClose(): void }) {
  const { words, action } = useSecondTry(again);
  return (
    <Dialog
      title="This could not be loaded"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          {action}
        </>
      }
    >
      <p role="alert">{words}</p>
    </Dialog>
  );
}

/** Browsers may remember a failed import until the page is reloaded, so that comes next. */
function useSecondTry(again: () => Promise<boolean>) {
  const { words, busy, reload } = useReload();
  const tryAgain = async () => {
    if (!(await again())) await reload();
  };
  return {
    words: `The connection broke, or Holdfast has a new version. Trying again may reload the page. ${words}`,
    action: (
      <Button variant="primary" icon="refresh" busy={busy} onClick={() => void tryAgain()}>
        Try again
      </Button>
    ),
  };
}
