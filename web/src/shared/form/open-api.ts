import { queryOptions } from '@tanstack/react-query';
import { ProblemError } from '../api.ts';
import type { OpenApi } from './schema.ts';

/** The API's own description, from which forms are made. */
export const openApiQuery = queryOptions({
  queryKey: ['openapi'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<OpenApi> => {
    const response = await fetch('/api/openapi.json');
    if (!response.ok) throw new ProblemError({ ...GONE, status: response.status });
    return (await response.json()) as OpenApi;
  },
});

const GONE = {
  type: 'about:blank',
  title: '接口说明不可用 The description of the API is not available',
  detail: '',
  code: 'NoOpenApi',
  requestId: '',
};
