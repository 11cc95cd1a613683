import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { BufferSummary, DamagedBuffer } from '../../kernel/index.ts';
import { Button } from '../components/button.tsx';
import { explainLibraryError, isSignedOutError } from '../words/explain-problem.ts';
import { useApp } from './app-model.ts';
import type { Page } from './ports.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Loads something asynchronously, now and whenever `keys` change. Keeps the last value until the next one
 * is loaded; results of outdated loads are dropped.
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  keys: readonly unknown[],
): Loaded<T> {
  return useLatest(load, keys).loaded;
}

/** As `useLoaded`, but never returns what belongs to other keys. For what a person is about to act on. */
export function useLoadedFor<T>(
  load: (signal: AbortSignal) => Promise<T>,
  keys: readonly unknown[],
): Loaded<T> {
  const { of, loaded } = useLatest(load, keys);
  return keys.every((key, i) => key === of[i]) ? loaded : { kind: 'loading' };
}

/** The latest result, and the keys that it belongs to. */
function useLatest<T>(load: (signal: AbortSignal) => Promise<T>, keys: readonly unknown[]) {
  const state = useSignal<{ of: readonly unknown[]; loaded: Loaded<T> }>({
    of: [],
    loaded: { kind: 'loading' },
  });
  useEffect(() => {
    const abort = new AbortController();
    const show = (loaded: Loaded<T>) => {
      if (!abort.signal.aborted) state.value = { of: keys, loaded };
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
 * For data that other tabs can change without notice: `looks` rises whenever the person returns to this
 * page, and with every call of `look`.
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

/** Unsaved work on this device that no running tab has open. */
interface WorkOnDevice {
  readonly buffers: readonly BufferSummary[];
  readonly damaged: readonly DamagedBuffer[];
}

/** Loads it, now and whenever `keys` change. */
export function useWorkOnDevice(keys: readonly unknown[]): Loaded<WorkOnDevice> {
  const { persistence } = useApp().workbench;
  return useLoaded(async () => {
    const buffers = await persistence.recoverable();
    // In this order: `recoverable` may move buffers to the damaged ones.
    return { buffers, damaged: await persistence.damaged() };
  }, keys);
}

/** A list in the cloud, and the pages of it that are loaded. */
export interface List<Item> {
  readonly items: readonly Item[];
  /** There are more items than those loaded. */
  readonly hasMore: boolean;
  /** Number of all items, if the server returned it. */
  readonly total: number | undefined;
  /** Number of documents that the server could not read and left out. */
  readonly leftOut: number;
  readonly state: 'loading' | 'loaded' | 'failed';
  readonly error: unknown;
  readonly isRefreshing: boolean;
  refresh(): void;
  loadMore(): void;
  /** Loads all pages. */
  loadAll(): void;
}

interface ListSource<Item> {
  /** The list is loaded again when these change in the cloud. */
  readonly of: 'sessions' | 'snapshots';
  /** Everything that the result depends on: a different query is a different list. */
  readonly query?: unknown;
  /** A change of these values loads the same list again. */
  readonly again?: readonly unknown[];
  load(cursor: string | undefined, signal: AbortSignal): Promise<Page<Item>>;
}

const NO_PAGES: readonly Page<never>[] = [];

/** Loads a list page by page. What is shown stays until the next result is there. */
export function useList<Item>({ of, query, again = [], load }: ListSource<Item>): List<Item> {
  const { serverChanges } = useApp().ports;
  const name = JSON.stringify(query);
  const wanted = useSignal({ name, pages: 1 });
  const refreshes = useSignal(0);
  const count = wanted.value.name === name ? wanted.value.pages : 1;
  const time = [name, serverChanges[of].value, refreshes.value, ...again].join('\n');
  const known = useRef({ time: '', count: 0, pages: NO_PAGES as readonly Page<Item>[] });

  const loaded = useLoaded(
    async (signal) => {
      const pages = known.current.time === time ? [...known.current.pages] : [];
      while (pages.length < count) {
        const last = pages.at(-1);
        if (last && last.pageToken === null) break;
        pages.push(await load(last?.pageToken ?? undefined, signal));
      }
      signal.throwIfAborted();
      known.current = { time, count, pages };
    },
    [time, count],
  );

  const { pages } = known.current;
  const isRefreshing =
    loaded.kind === 'loading' || known.current.time !== time || known.current.count < count;
  const hasMore = (pages.at(-1)?.pageToken ?? null) !== null;
  return {
    items: pages.flatMap(({ items }) => items),
    hasMore,
    total: pages[0]?.total,
    leftOut: pages.reduce((sum, { leftOut = 0 }) => sum + leftOut, 0),
    state: loaded.kind,
    error: loaded.kind === 'failed' ? loaded.error : null,
    isRefreshing: isRefreshing && loaded.kind !== 'failed',
    refresh() {
      refreshes.value += 1;
    },
    loadMore() {
      if (hasMore && !isRefreshing) wanted.value = { name, pages: count + 1 };
    },
    loadAll() {
      wanted.value = { name, pages: Number.POSITIVE_INFINITY };
    },
  };
}

/** Explains why a list could not be loaded, and offers to sign in or try again. */
export function LibraryProblem({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { signIn } = useApp().ports;
  return (
    <div class="shell-library-problem">
      <p class="muted">{explainLibraryError(error)}</p>
      {isSignedOutError(error) ? (
        <Button onClick={() => signIn.openWindow()}>Sign in in a new window</Button>
      ) : (
        <Button icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
