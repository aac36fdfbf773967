import { queryOptions, useQuery } from '@tanstack/react-query';
import type { SessionView } from '../../core/contract/session-view.ts';
import { getJson, ProblemError } from './api.ts';

/** Who is signed in; null when nobody is. Never throws for 401. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await getJson<SessionView>('/api/session', { signal, quiet: true });
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** For screens below the shell, which shows them only to somebody signed in. */
export const useSession = (): SessionView => {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('this screen stands below the shell, which asks to sign in first');
  return data;
};
