import { signal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useReload } from './reload.ts';

/** What stands in for code that did not arrive. */
interface LoadFailureProps {
  /** Asks for the code once more; true if it came, and is shown then. */
  again(): Promise<boolean>;
}

/**
 * A component whose code is loaded when it is first rendered. Until then nothing is shown; if the
 * code does not arrive, `Failure` is, until it does.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Failure: ComponentType<Props & LoadFailureProps> = LoadFailure,
): ComponentType<Props> & { preload(): void } {
  const loaded = signal<ComponentType<Props> | null>(null);
  const failed = signal(false);
  let loading: Promise<boolean> | null = null;

  async function start(): Promise<boolean> {
    try {
      loaded.value = await load();
      return true;
    } catch (error) {
      reportError(error);
      failed.value = true;
      loading = null;
      return false;
    }
  }
  const again = () => {
    loading ??= start();
    return loading;
  };

  const Lazy = (props: Props) => {
    useEffect(() => void again(), []);
    const Component = loaded.value;
    if (Component) return <Component {...props} />;
    return failed.value ? <Failure {...props} again={again} /> : null;
  };
  return Object.assign(Lazy, { preload: () => void again() });
}

/** In the place of a part of the page whose code did not arrive. */
function LoadFailure({ again, children }: LoadFailureProps & { children?: ComponentChildren }) {
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
