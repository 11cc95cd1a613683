import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useApp } from './app-model.ts';
import type { Page } from './ports.ts';
import { useLoaded } from './use-loaded.ts';

/** A list of the cloud as far as it is loaded. */
export interface List<Item> {
  readonly items: readonly Item[];
  /** There are more than these `items`. */
  readonly hasMore: boolean;
  /** Documents that the server could not read and left out. */
  readonly leftOut: number;
  readonly state: 'loading' | 'loaded' | 'failed';
  readonly error: unknown;
  readonly isRefreshing: boolean;
  refresh(): void;
  loadMore(): void;
}

export interface ListSource<Item> {
  /** What the list is of: when that changes in the cloud, it is loaded again. */
  readonly of: 'sessions' | 'snapshots';
  /** All that the answer depends on: with another query, it is another list. */
  readonly query?: unknown;
  /** Values whose change asks again for the same list. */
  readonly again?: readonly unknown[];
  load(cursor: string | undefined, signal: AbortSignal): Promise<Page<Item>>;
}

const NO_PAGES: readonly Page<never>[] = [];

/** Loads a list of the cloud page by page; what is shown stays until what comes next is there. */
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
  };
}
