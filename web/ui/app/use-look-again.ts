import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

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
