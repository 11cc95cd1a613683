import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { BufferSummary, DamagedBuffer } from '../../kernel/index.ts';
import { useApp } from './app-model.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * The way in which everything that is not there at once is loaded: now and whenever `keys` change.
 * Shows the last value until the next one is there; a value that is no longer wanted is dropped.
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  keys: readonly unknown[],
): Loaded<T> {
  const state = useSignal<Loaded<T>>({ kind: 'loading' });
  useEffect(() => {
    const abort = new AbortController();
    const show = (next: Loaded<T>) => {
      if (!abort.signal.aborted) state.value = next;
    };
    load(abort.signal).then(
      (value) => show({ kind: 'loaded', value }),
      (error: unknown) => show({ kind: 'failed', error }),
    );
    return () => abort.abort();
  }, keys);
  return state.value;
}

/**
 * For what other tabs change without a word: `looks` rises whenever the person comes back to this
 * page, and with every `look`.
 */
export function useLookAgain(): { readonly looks: number; look(): void } {
  const looks = useSignal(0);
  const look = () => {
    looks.value += 1;
  };
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    addEventListener('focus', look, { signal });
    document.addEventListener('visibilitychange', () => document.hidden || look(), { signal });
    return () => ending.abort();
  }, []);
  return { looks: looks.value, look };
}

/** What this device keeps that no living tab works on. */
interface WorkOnDevice {
  readonly buffers: readonly BufferSummary[];
  readonly damaged: readonly DamagedBuffer[];
}

/** Looks for it now and whenever `keys` change. */
export function useWorkOnDevice(keys: readonly unknown[]): Loaded<WorkOnDevice> {
  const { persistence } = useApp().workbench;
  return useLoaded(async () => {
    const buffers = await persistence.recoverable();
    // Afterwards, since looking for the one may set aside what belongs to the other.
    return { buffers, damaged: await persistence.damaged() };
  }, keys);
}
