import type { createLibrary as create } from './library.ts';

type Library = ReturnType<typeof create>;
type Operation = (...input: readonly unknown[]) => Promise<unknown>;

/** The lists of the cloud. Their code is asked for at once, but no picture waits for it. */
export function createLibrary(...input: Parameters<typeof create>): Library {
  const load = async () => (await import('./library.ts')).createLibrary(...input);
  let loading: Promise<Library> | null = null;
  const loaded = () => {
    // A load that failed is tried again with the next list.
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  loaded().catch(() => {});
  return new Proxy({} as Library, {
    get:
      (_, name: keyof Library): Operation =>
      async (...values) =>
        ((await loaded())[name] as Operation)(...values),
  });
}
