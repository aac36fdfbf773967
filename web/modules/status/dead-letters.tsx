import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { OutboxItem, OutboxPage } from '../../../core/contract/inbox-view.ts';
import { getJson, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { PressProblem } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';

const Letter = ({ item, mayRetry }: { item: OutboxItem; mayRetry: boolean }) => {
  const { t } = useLanguage();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => sendJson('POST', `/api/outbox/${item.id}/retry`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['outbox'] }),
  });
  return (
    <tr>
      <th scope="row">{t(`status.channel.${item.channel}`)}</th>
      <td className="number">{item.caseNumber}</td>
      <td>{item.attempts}</td>
      <td className="number">{item.lastError}</td>
      <td>{minuteOf(item.createdAt)}</td>
      <td>
        {mayRetry && (
          <Button size="small" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('status.letterRetry')}
          </Button>
        )}
        {retry.error !== null && <PressProblem error={retry.error} kept={false} />}
      </td>
    </tr>
  );
};

/** What could not be sent, with the reason as a code: the cause is mended first, then each is sent again. */
export const DeadLetters = ({ mayRetry }: { mayRetry: boolean }) => {
  const { t } = useLanguage();
  const letters = useQuery({
    queryKey: ['outbox', 'dead'],
    queryFn: ({ signal }) => getJson<OutboxPage>('/api/outbox?state=dead', { signal }),
    refetchInterval: 15_000,
  }).data?.items;
  if (!letters || letters.length === 0) return null;
  return (
    <section className="status-processes">
      <h2>{t('status.letters')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('status.letterChannel')}</th>
            <th scope="col">{t('status.letterCase')}</th>
            <th scope="col">{t('status.letterAttempts')}</th>
            <th scope="col">{t('status.letterError')}</th>
            <th scope="col">{t('status.letterSince')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('status.letterRetry')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {letters.map((item) => (
            <Letter key={item.id} item={item} mayRetry={mayRetry} />
          ))}
        </tbody>
      </table>
    </section>
  );
};
