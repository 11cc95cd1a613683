import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { LoadFailure } from './load-failure.tsx';

/** What stands in for code that did not arrive. */
export interface LoadFailureProps {
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
