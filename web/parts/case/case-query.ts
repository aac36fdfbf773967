import { queryOptions } from '@tanstack/react-query';
import type { CaseView } from '../../../core/contract/case-view.ts';
import { getJson } from '../../app/api.ts';

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => getJson<CaseView>(`/api/cases/${encodeURIComponent(caseId)}`, { signal }),
    refetchInterval: 60_000,
  });
