import { signal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useReload } from './reload.ts';

/** Props of the component shown if the code could not be loaded. */
interface LoadFailureProps {
  /** Loads the code again; resolves to true if that worked, and the component is shown. */
  again(): Promise<boolean>;
}

/**
 * A component whose code is loaded when it is first rendered. Renders nothing until then, and `Failure`
 * if the code could not be loaded.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Failure: ComponentType<Props & LoadFailureProps> = LoadFailure,
): ComponentType<Props> & { preload(): unknown } {
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
    // While rendering: an effect would run after the next frame.
    useMemo(again, []);
    const Component = loaded.value;
    if (Component) return <Component {...props} />;
    return failed.value ? <Failure {...props} again={again} /> : null;
  };
  return Object.assign(Lazy, { preload: again });
}

/** Replaces a part of the page whose code could not be loaded. */
function LoadFailure({ again, children }: LoadFailureProps & { children?: ComponentChildren }) {
  const { words, busy, reload } = useReload();
  // Browsers may cache a failed import until the page is reloaded, so the second try reloads it.
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

/** Replaces a dialog whose code could not be loaded. Does not use `Dialog`, whose code is loaded with the dialogs. */
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
