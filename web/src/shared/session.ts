import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { accountsSchema, meSchema } from '../../../api/contract/session.ts';
import { get } from './api.ts';

export type Me = z.output<typeof meSchema>;
export type Accounts = z.output<typeof accountsSchema>;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => get<Me>('/me'),
  retry: false,
  staleTime: 60_000,
});

/** Who is signed in; only below the shell, which asks strangers to sign in first. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;
