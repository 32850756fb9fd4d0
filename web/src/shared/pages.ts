import { type QueryKey, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { get, type Query } from './api.ts';

interface CursorPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number | undefined;
}

/** A list of more pages than this is not read again by itself: its reader is told that it has changed, and asks. */
const LONGEST_READ_AGAIN = 4;

/** Whether what a query holds is a list that has been read far. */
export function isLong({ state }: { readonly state: { readonly data: unknown } }): boolean {
  const data = state.data as { readonly pages?: readonly unknown[] } | undefined; // any query may be asked
  return (data?.pages?.length ?? 0) > LONGEST_READ_AGAIN;
}

/** A list that is read page by page with the server's cursor, all rows read so far in one. */
export function usePages<T, P extends CursorPage<T> = CursorPage<T>>(
  queryKey: QueryKey,
  path: string,
  query: Query = {},
) {
  const key = [...queryKey, query];
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => get<P>(path, { ...query, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page: P) => page.nextCursor,
    refetchOnMount: (query) => !isLong(query),
    refetchOnWindowFocus: (query) => !isLong(query),
    refetchOnReconnect: (query) => !isLong(query),
  });
  const cache = useQueryClient().getQueryCache();
  const isOutdated = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () => {
      const own = cache.find({ queryKey: key });
      return own !== undefined && own.state.isInvalidated && isLong(own);
    },
  );
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return { ...pages, rows, total: pages.data?.pages[0]?.total, onEnd, isOutdated };
}
