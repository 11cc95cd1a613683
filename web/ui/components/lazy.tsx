import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';

/**
 * A component whose code is loaded when it is first rendered. Until then nothing is shown; if the
 * code does not arrive, a message with a button that tries again.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> & { preload(): void } {
  const loaded = signal<ComponentType<Props> | 'failed' | null>(null);
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    load().then(
      (component) => {
        loaded.value = component;
      },
      () => {
        started = false;
        loaded.value = 'failed';
      },
    );
  };
  const Lazy = (props: Props) => {
    const Component = loaded.value;
    if (Component === null) start();
    if (Component === null) return null;
    if (Component !== 'failed') return <Component {...props} />;
    const again = () => {
      loaded.value = null;
      start();
    };
    return (
      <Banner tone="warning" actions={<Button onClick={again}>Try again</Button>}>
        This part of the page could not be loaded. Your work is not affected.
      </Banner>
    );
  };
  return Object.assign(Lazy, { preload: start });
}
