import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { get, type Query } from './api.ts';

interface CursorPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number | undefined;
}

/** A list that is read page by page with the server's cursor. */
export function usePages<T, P extends CursorPage<T> = CursorPage<T>>(
  queryKey: QueryKey,
  path: string,
  query: Query = {},
) {
  return useInfiniteQuery({
    queryKey: [...queryKey, query],
    queryFn: ({ pageParam }) => get<P>(path, { ...query, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page: P) => page.nextCursor,
  });
}
