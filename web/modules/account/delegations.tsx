import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { DelegationView } from '../../../core/contract/sign-in.ts';
import { getJson, sendJson, serverNow } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { useSession } from '../../app/session.tsx';
import { LoadProblem, PressProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { DelegateForm } from './delegate-form.tsx';

const Delegation = ({ one }: { one: DelegationView }) => {
  const { t, pick } = useLanguage();
  const session = useSession();
  const queries = useQueryClient();
  const presses = usePresses();
  const isMine = one.from.personId === session.personId;
  const end = useMutation({
    mutationFn: () => {
      const body = { reason: t('account.ended') };
      const path = `/api/delegations/${encodeURIComponent(one.id)}/end`;
      return sendJson<DelegationView[]>('POST', path, body, { key: presses.keyFor(one.id) });
    },
    onSettled: (_answer, error) => presses.settle(error),
    onSuccess: (list) => {
      queries.setQueryData(['delegations'], list);
      void queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const post = pick(one.post.title);
  return (
    <li className="session">
      <span>
        <strong>
          {isMine
            ? t('account.theyStandIn', { to: one.to.name, post })
            : t('account.youStandIn', { from: one.from.name, post })}
        </strong>
        <small>
          {minuteOf(one.validFrom)} – {minuteOf(one.validTo)} · {one.reason}
          {Date.parse(one.validFrom) > serverNow() && ` · ${t('account.notYet')}`}
        </small>
      </span>
      <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
        {t('account.endDelegation')}
      </Button>
      {end.error && <PressProblem error={end.error} kept={false} />}
    </li>
  );
};

/** Who stands in for me and for whom I stand in; given before leave, ended early, and over by itself. */
export const Delegations = () => {
  const { t } = useLanguage();
  const session = useSession();
  // The way from the account menu leads straight into the form.
  const [open, setOpen] = useState(globalThis.location.hash === '#delegate');
  const delegations = useQuery({
    queryKey: ['delegations'],
    queryFn: ({ signal }) => getJson<DelegationView[]>('/api/delegations', { signal }),
  });
  if (delegations.isPending) return <Skeleton rows={1} lines={2} />;
  if (!delegations.data) return <LoadProblem error={delegations.error} retry={() => void delegations.refetch()} />;
  return (
    <>
      <p className="muted">{t('account.delegateHint')}</p>
      {delegations.data.length === 0 && !open && <p className="muted">{t('account.noDelegations')}</p>}
      <ul>
        {delegations.data.map((one) => (
          <Delegation key={one.id} one={one} />
        ))}
      </ul>
      {open ? (
        <DelegateForm delegations={delegations.data} close={() => setOpen(false)} />
      ) : (
        session.posts.length > 0 && <Button onClick={() => setOpen(true)}>{t('account.delegate')}</Button>
      )}
    </>
  );
};
