import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { OrganisationView } from '../../../core/contract/organisation-view.ts';
import { getJson, query, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';

/** The end of a day on the wall: what was in force when the office closed. */
export const endOfDay = (day: string | undefined): string | undefined =>
  day === undefined ? undefined : `${day}T23:59:59+08:00`;

/** Without a company: the one that whoever asks works for first. */
export const organisationQuery = (entityId: string | undefined, day?: string) =>
  queryOptions({
    queryKey: ['organisation', 'tree', entityId ?? '', day ?? ''],
    queryFn: ({ signal }) =>
      getJson<OrganisationView>(`/api/organisation${query({ entityId, at: endOfDay(day) })}`, { signal }),
  });

export interface Change {
  readonly path: string;
  readonly body: object;
}

/** One press, one effect; whatever is shown of people is read anew. */
export const useChange = <T = void>() => {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const presses = usePresses();
  return useMutation({
    mutationFn: ({ path, body }: Change) => sendJson<T>('POST', path, body, { key: presses.keyFor([path, body]) }),
    onSettled: (_answer, error) => presses.settle(error),
    onSuccess: async () => {
      void message.success(t('org.saved'));
      await Promise.all([
        client.invalidateQueries({ queryKey: ['organisation'] }),
        client.invalidateQueries({ queryKey: ['alerts'] }),
      ]);
    },
  });
};
