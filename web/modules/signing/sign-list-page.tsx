import './sign-list.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { SignableAct, SignableItem, SignableView } from '../../../core/contract/sign-list.ts';
import { MAX_SIGNED } from '../../../core/people/signed-content.ts';
import { getJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { Icon } from '../../parts/icon.tsx';
import { SignDialog } from '../../parts/sign-dialog.tsx';
import { EmptyState, LoadProblem, Skeleton } from '../../parts/states.tsx';
import { SignListItems } from './sign-list-items.tsx';
import { SignListResults } from './sign-list-results.tsx';
import { type SignList, useSignList } from './use-sign-list.ts';

const Kinds = ({
  acts,
  act,
  choose,
}: {
  acts: readonly SignableAct[];
  act: SignableAct;
  choose: (key: string) => void;
}) => {
  const { t, pick } = useLanguage();
  const label = (one: SignableAct) => `${pick(one.task)} · ${pick(one.title)} (${one.items.length})`;
  if (acts.length === 1)
    return (
      <h2 className="sign-list-kind">
        {pick(act.task)} · {pick(act.title)} <span className="muted">{pick(act.process.title)}</span>
      </h2>
    );
  return (
    <Segmented
      aria-label={t('signList.kinds')}
      className="sign-list-kinds"
      value={act.key}
      options={acts.map((one) => ({ value: one.key, label: label(one) }))}
      onChange={choose}
    />
  );
};

/** The items chosen, and the button that asks for the proof; more than may be signed at once is said in words. */
const ChosenBar = ({
  act,
  chosen,
  choose,
  sign,
}: {
  act: SignableAct;
  chosen: readonly SignableItem[];
  choose: (items: readonly SignableItem[]) => void;
  sign: () => void;
}) => {
  const { t } = useLanguage();
  const tooMany = chosen.length > MAX_SIGNED;
  const all = act.items.slice(0, MAX_SIGNED);
  return (
    <footer className="sign-list-bar">
      <Checkbox
        checked={chosen.length > 0 && chosen.length >= all.length}
        indeterminate={chosen.length > 0 && chosen.length < all.length}
        onChange={(event) => choose(event.target.checked ? all : [])}
      >
        {t('signList.all')}
      </Checkbox>
      <p className={tooMany ? 'sign-list-too-many' : 'muted'} aria-live="polite">
        {t(tooMany ? 'signList.tooMany' : 'signList.chosen', { n: chosen.length, most: MAX_SIGNED })}
      </p>
      <Button
        type="primary"
        size="large"
        disabled={chosen.length === 0 || tooMany}
        icon={<Icon name="pen" />}
        onClick={sign}
      >
        {t('signList.sign', { n: chosen.length })}
      </Button>
    </footer>
  );
};

const Listed = ({ list }: { list: SignList }) => {
  const { t } = useLanguage();
  return (
    <>
      {t('signList.what', { n: list.items.length })}
      <ol className="sign-listed">
        {list.items.map((item) => (
          <li key={item.taskId}>
            <span className="number">{item.caseNumber}</span> {item.subject}
          </li>
        ))}
      </ol>
    </>
  );
};

const Choosing = ({
  view,
  begin,
}: {
  view: SignableView;
  begin: (act: SignableAct, items: readonly SignableItem[]) => void;
}) => {
  const { t } = useLanguage();
  const [key, setKey] = useState<string | null>(null);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const act = view.acts.find((one) => one.key === key) ?? view.acts[0];
  if (!act) return <EmptyState icon="pen" title={t('signList.empty')} hint={t('signList.emptyHint')} />;
  const chosen = act.items.filter((item) => ids.has(item.taskId));
  const choose = (taskId: string, yes: boolean) =>
    setIds((was) => new Set(yes ? [...was, taskId] : [...was].filter((id) => id !== taskId)));
  return (
    <>
      <Kinds acts={view.acts} act={act} choose={setKey} />
      {view.more && <p className="muted">{t('signList.more')}</p>}
      <SignListItems act={act} chosen={ids} choose={choose} />
      <ChosenBar
        act={act}
        chosen={chosen}
        choose={(items) => setIds(new Set(items.map((item) => item.taskId)))}
        sign={() => begin(act, chosen)}
      />
    </>
  );
};

const Broken = ({ busy, goOn }: { busy: boolean; goOn: () => void }) => {
  const { t } = useLanguage();
  return (
    <div className="empty-state" role="alert">
      <Icon name="warn" size={32} />
      <p className="empty-title">{t('signList.broken')}</p>
      <p className="empty-hint">{t('signList.brokenHint')}</p>
      <Button type="primary" loading={busy} onClick={goOn}>
        {t('signList.goOn')}
      </Button>
    </div>
  );
};

/** One proof for a list that is shown: choose, read, sign once, see what has become of each. */
export const SignListPage = () => {
  const { t } = useLanguage();
  const session = useSession();
  const navigate = useNavigate();
  const { state, busy, error, begin, send, leave } = useSignList();
  const signable = useQuery({
    queryKey: ['signable'],
    queryFn: ({ signal }) => getJson<SignableView>('/api/signable', { signal }),
  });
  const view = signable.data;
  return (
    <div className="page sign-list">
      <header className="page-head">
        <div>
          <h1>{t('signList.title')}</h1>
          <p className="page-lead">{t('signList.lead', { n: MAX_SIGNED })}</p>
        </div>
      </header>
      {state.at === 'answered' && (
        <SignListResults
          list={state.list}
          results={state.results}
          rest={leave}
          leave={() => void navigate({ to: '/todo' })}
        />
      )}
      {state.at === 'broken' && <Broken busy={busy} goOn={() => send(state.list, null)} />}
      {(state.at === 'choosing' || state.at === 'signing') && (
        <>
          {signable.isPending && <Skeleton rows={4} />}
          {signable.isError && !view && <LoadProblem error={signable.error} retry={() => void signable.refetch()} />}
          {view && <Choosing view={view} begin={begin} />}
        </>
      )}
      {state.at === 'signing' && (
        <SignDialog
          session={session}
          meaning={state.list.act.meaning}
          what={<Listed list={state.list} />}
          form={state.list.act.form?.title ?? null}
          contents={state.list.items.map((item) => ({ subject: item.taskId, form: item.values }))}
          busy={busy}
          error={error}
          sign={(proof) => send(state.list, proof)}
          close={leave}
        />
      )}
    </div>
  );
};
