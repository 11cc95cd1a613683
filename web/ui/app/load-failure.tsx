import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import type { LoadFailureProps } from './lazy.tsx';
import { useReload } from './use-reload.ts';

/** In the place of a part of the page whose code did not arrive. */
export function LoadFailure({
  again,
  children,
}: LoadFailureProps & { children?: ComponentChildren }) {
  const { words, busy, reload } = useReload();
  // Browsers may remember a failed import until the page is reloaded, so that comes next.
  const tryAgain = async () => {
    if (!(await again())) await reload();
  };
  return (
    <Banner
      tone="danger"
      actions={
        <>
          {children}
          <Button icon="refresh" busy={busy} onClick={() => void tryAgain()}>
            Try again
          </Button>
        </>
      }
    >
      <strong>This part of the page could not be loaded.</strong> The connection broke, or Holdfast
      has a new version. Trying again may reload the page. {words}
    </Banner>
  );
}

/** In the place of a dialog whose code did not arrive. It does without the parts of a dialog: those are loaded with it. */
export function DialogLoadFailure({ again, onClose }: LoadFailureProps & { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="ui-dialog ui-dialog-small"
      aria-label="This could not be loaded"
      onClose={onClose}
    >
      <LoadFailure again={again}>
        <Button onClick={() => dialog.current?.close()}>Close</Button>
      </LoadFailure>
    </dialog>
  );
}
