import type { createLibrary as create } from './library.ts';

type Library = ReturnType<typeof create>;
type Operation = (...input: readonly unknown[]) => Promise<unknown>;

/** The lists of the cloud. Their code starts to load at once, but the first paint does not wait for it. */
export function createLibrary(...input: Parameters<typeof create>): Library {
  const load = async () => (await import('./library.ts')).createLibrary(...input);
  let loading: Promise<Library> | null = null;
  const loaded = () => {
    // After a failure, loading is tried again with the next call.
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
