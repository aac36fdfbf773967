import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, DatePicker, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type FormEvent, useId, useState } from 'react';
import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type { DelegationView } from '../../../core/contract/sign-in.ts';
import { sendJson, serverNow } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { useSession } from '../../app/session.tsx';
import { ColleagueSelect } from '../../parts/colleague-select.tsx';
import { PressProblem } from '../../parts/states.tsx';

/** Wall time of Asia/Shanghai, as a picker that knows no zones shows it. */
const wall = (ms: number): Dayjs => dayjs(formatInstant(ms as Instant).slice(0, 16));
const instantOf = (at: Dayjs): string => `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00`;
const WEEK_MS = 7 * 86_400_000;

const useDelegate = (close: () => void) => {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const presses = usePresses();
  return useMutation({
    mutationFn: (body: object) =>
      sendJson<DelegationView[]>('POST', '/api/delegations', body, { key: presses.keyFor(body) }),
    onSettled: (_answer, error) => presses.settle(error),
    onSuccess: (list) => {
      queries.setQueryData(['delegations'], list);
      void message.success(t('account.delegated'));
      close();
    },
  });
};

/** To whom, which posts, until when: all but the first is filled in already, since people do this on the way out. */
export const DelegateForm = ({ delegations, close }: { delegations: readonly DelegationView[]; close: () => void }) => {
  const { t, pick } = useLanguage();
  const id = useId();
  const session = useSession();
  // A post held for somebody else cannot be passed on.
  const held = new Set(delegations.filter((one) => one.to.personId === session.personId).map((one) => one.post.id));
  const posts = session.posts.filter((post) => !held.has(post.id));
  const [toPerson, setToPerson] = useState<string | null>(null);
  const [postIds, setPostIds] = useState<string[]>(posts.map((post) => post.id));
  const [period, setPeriod] = useState<readonly [Dayjs, Dayjs] | null>([
    wall(serverNow()),
    wall(serverNow() + WEEK_MS).endOf('day'),
  ]);
  const [reason, setReason] = useState(t('account.why.leave'));
  const [tried, setTried] = useState(false);
  const press = useDelegate(close);
  const lacking = toPerson === null || postIds.length === 0 || period === null || reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (toPerson === null || period === null || lacking) return;
    press.mutate({ toPerson, postIds, from: instantOf(period[0]), to: instantOf(period[1]), reason: reason.trim() });
  };
  return (
    <form className="delegate" onSubmit={submit}>
      <label htmlFor={`${id}-to`}>{t('account.delegateTo')}</label>
      <ColleagueSelect
        id={`${id}-to`}
        entityId={session.entityId}
        value={toPerson}
        change={setToPerson}
        without={session.personId}
      />
      <span id={`${id}-posts`}>{t('account.delegatePosts')}</span>
      <Checkbox.Group
        aria-labelledby={`${id}-posts`}
        value={postIds}
        onChange={setPostIds}
        options={posts.map((post) => ({ value: post.id, label: pick(post.title) }))}
      />
      <label htmlFor={`${id}-when`}>{t('account.delegatePeriod')}</label>
      <DatePicker.RangePicker
        id={`${id}-when`}
        format="YYYY-MM-DD HH:mm"
        showTime={{ format: 'HH:mm' }}
        value={period === null ? null : [period[0], period[1]]}
        onChange={(chosen) => setPeriod(chosen?.[0] && chosen[1] ? [chosen[0], chosen[1]] : null)}
      />
      <label htmlFor={`${id}-why`}>{t('account.delegateReason')}</label>
      <div className="delegate-reason">
        <Input id={`${id}-why`} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        {(['leave', 'trip', 'ill'] as const).map((why) => (
          <Button key={why} size="small" onClick={() => setReason(t(`account.why.${why}`))}>
            {t(`account.why.${why}`)}
          </Button>
        ))}
      </div>
      {tried && lacking && (
        <p role="alert" className="form-error">
          {t('account.delegateMissing')}
        </p>
      )}
      {press.error !== null && <PressProblem error={press.error} kept />}
      <div className="page-tools">
        <Button type="primary" htmlType="submit" loading={press.isPending}>
          {t('account.delegateSubmit')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
};
