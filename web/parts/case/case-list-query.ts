import { infiniteQueryOptions } from '@tanstack/react-query';
import type { CasePage } from '../../../core/contract/todo-view.ts';
import { getJson, query } from '../../app/api.ts';

export interface CaseFilter {
  readonly q?: string;
  readonly process?: string;
  readonly state?: string;
}

export const caseListQuery = (filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', filter.q ?? '', filter.process ?? '', filter.state ?? ''],
    queryFn: ({ pageParam, signal }) =>
      getJson<CasePage>(
        `/api/cases${query({ cursor: pageParam, limit: 50, q: filter.q, process: filter.process, state: filter.state })}`,
        {
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
