import { keepPreviousData, useInfiniteQuery } from '@tanstack/preact-query';
import type { Page } from '../app/ports.ts';

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

/**
 * A list of the cloud, page by page.
 * @param key names the list and everything the answer depends on; `key[0]` is what is invalidated.
 * @param refetchByItself whether it asks again when the window gets the focus or the network is back.
 */
export function useList<Item>(
  key: readonly ['sessions' | 'snapshots', ...unknown[]],
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
  refetchByItself: boolean,
): List<Item> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pageToken }: Page<Item>) => pageToken ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: refetchByItself,
    refetchOnReconnect: refetchByItself,
  });
  const pages = query.data?.pages ?? [];
  return {
    items: pages.flatMap(({ items }) => items),
    hasMore: query.hasNextPage,
    leftOut: pages.reduce((sum, { leftOut = 0 }) => sum + leftOut, 0),
    state: query.isError ? 'failed' : query.data ? 'loaded' : 'loading',
    error: query.error,
    isRefreshing: query.isFetching,
    refresh: () => void query.refetch(),
    loadMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
  };
}
