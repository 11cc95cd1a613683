import type { Part } from './part.ts';

const RESTARTS = 3;
const WITHIN_MS = 60_000;

export interface Kept<P extends Part> {
  /** The present process, or the last one. */
  current(): P;
  /** Resolves with an error for the user if the part died too often or could not be restarted. */
  readonly failed: Promise<Error>;
  /** Stops the part and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a part and restarts it when it dies, up to 3 times within a minute.
 * @param say called with a message each time.
 */
export async function keepRunning<P extends Part>(
  start: () => Promise<P>,
  say: (line: string) => void,
): Promise<Kept<P>> {
  const failed = Promise.withResolvers<Error>();
  let part = await start();
  let restarts: number[] = [];
  let isClosing = false;
  let changing = Promise.resolve();
  /** One change at a time, so that no two processes use the part's port. */
  const change = (run: () => Promise<void>) => {
    const done = changing.then(run);
    changing = done.catch(() => {});
    return done;
  };
  const startAgain = async () => {
    part = await start();
    watch(part);
  };
  const watch = (watched: P) => {
    watched.failed.then((death) =>
      change(async () => {
        if (isClosing || part !== watched) return;
        const now = performance.now();
        restarts = restarts.filter((time) => now - time < WITHIN_MS);
        if (restarts.length >= RESTARTS) {
          const [what] = death.message.split('\n');
          throw new Error(
            `${what} It was restarted ${RESTARTS} times within a minute and is not restarted again.`,
          );
        }
        restarts.push(now);
        say(death.message);
        await startAgain();
        say(`Restarted (${restarts.length} of ${RESTARTS} times within a minute).`);
      }).catch(failed.resolve),
    );
  };
  watch(part);

  return {
    current: () => part,
    failed: failed.promise,
    restart: () =>
      change(async () => {
        await part.close();
        await startAgain();
      }),
    close: () => {
      isClosing = true;
      return change(() => part.close());
    },
  };
}
