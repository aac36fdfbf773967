import { infiniteQueryOptions } from '@tanstack/react-query';
import type { RegisterAnswer } from '../../../core/contract/requests.ts';
import { getJson, query } from '../../app/api.ts';

export interface RegisterFilter {
  readonly q?: string;
  readonly chapter?: string;
  readonly carried?: string;
}

export const registerPath = (filter: RegisterFilter, cursor: string, limit: number): string =>
  `/api/register${query({ cursor, limit, q: filter.q, chapter: filter.chapter, carried: filter.carried })}`;

export const registerQuery = (filter: RegisterFilter) =>
  infiniteQueryOptions({
    queryKey: ['register', filter.q ?? '', filter.chapter ?? '', filter.carried ?? ''],
    queryFn: ({ pageParam, signal }) => getJson<RegisterAnswer>(registerPath(filter, pageParam, 50), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  });
