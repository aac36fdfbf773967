import './portal.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import type { Text } from '../../../core/base/text.ts';
import { formatInstant, type Instant } from '../../../core/base/time.ts';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import type { Form, FormValues } from '../../../core/forms/form.ts';
import { getJson, ProblemError, sendJson, serverNow } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { useSession } from '../../app/session.tsx';
import { focusField } from '../../parts/form/focus-field.ts';
import { FormFields } from '../../parts/form/form-fields.tsx';
import { deviceDrafts, draftKey } from '../../parts/form/local-draft.ts';
import { useFilledForm } from '../../parts/form/use-filled-form.ts';
import { Icon } from '../../parts/icon.tsx';
import { SignDialog } from '../../parts/sign-dialog.tsx';
import { LoadProblem, PressProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { MissingList } from './missing-list.tsx';

const route = getRouteApi('/inside/portal/apply/$process');
const formId = 'apply';

/** Answer of GET /api/processes/{name}, as far as starting needs it. */
interface ProcessStart {
  readonly name: string;
  readonly title: Text;
  readonly start: { readonly form: Form; readonly sign: Text | null };
}

const Submitted = ({ number, caseId }: { number: string; caseId: string }) => {
  const { t } = useLanguage();
  return (
    <section className="portal portal-submitted" role="status">
      <h1>
        <Icon name="check" size={24} /> {t('portal.submitted')}
      </h1>
      <p>{t('portal.submittedHint', { n: number })}</p>
      <Link to="/portal/$caseId" params={{ caseId }} className="portal-start">
        {t('portal.view')}
      </Link>
    </section>
  );
};

/** Keeps the draft on this device: until the application is submitted there is no task that a draft could belong to. */
const useStartForm = (process: ProcessStart) => {
  const { personId } = useSession();
  const key = draftKey(personId, `start.${process.name}`);
  const [kept] = useState(() => deviceDrafts().recall(key));
  const [savedAt, setSavedAt] = useState(kept?.at ?? null);
  const keep = useCallback(
    (form: Form, values: FormValues) => {
      const at = formatInstant(serverNow() as Instant);
      deviceDrafts().keep(key, form, values, at);
      setSavedAt(at);
    },
    [key],
  );
  const filled = useFilledForm(process.start.form, kept?.values ?? {}, keep);
  return { ...filled, savedAt, forget: () => deviceDrafts().drop(key) };
};

const ApplyForm = ({ process }: { process: ProcessStart }) => {
  const { t, pick } = useLanguage();
  const session = useSession();
  const queries = useQueryClient();
  const presses = usePresses();
  const form = useStartForm(process);
  const [signing, setSigning] = useState(false);
  const submit = useMutation({
    mutationFn: async (proof: SignatureProof | null) => {
      const body = { process: process.name, form: form.handIn };
      try {
        const answer = await sendJson<{ caseId: string; number: string }>(
          'POST',
          '/api/cases',
          proof ? { ...body, signature: proof } : body,
          { key: presses.keyFor(body) },
        );
        presses.settle(null);
        return answer;
      } catch (error) {
        presses.settle(error);
        throw error;
      }
    },
    onSuccess: () => {
      form.forget();
      void queries.invalidateQueries({ queryKey: ['cases'] });
    },
    onError: (error) => {
      if (error instanceof ProblemError && form.showFromServer(error.problem.fields)) setSigning(false);
    },
  });
  if (submit.data) return <Submitted {...submit.data} />;
  const press = () => {
    submit.reset();
    const first = [...form.wrong.keys()][0];
    if (first !== undefined) {
      form.showAll();
      return focusField(formId, first);
    }
    if (process.start.sign) setSigning(true);
    else submit.mutate(null);
  };
  return (
    <div className="portal portal-apply">
      <div className="portal-form">
        <header className="portal-head">
          <div>
            <Link to="/portal" className="portal-back">
              <Icon name="chevronLeft" size={16} /> {t('portal.leave')}
            </Link>
            <h1>{pick(process.start.form.title)}</h1>
            <p className="muted">{process.start.form.source}</p>
          </div>
        </header>
        <FormFields
          id={formId}
          form={process.start.form}
          values={form.values}
          errors={form.errors}
          change={form.change}
          leave={form.leave}
        />
      </div>
      <aside className="portal-aside" aria-label={t('portal.checklist')}>
        <MissingList
          form={process.start.form}
          values={form.values}
          wrong={form.wrong}
          go={(name) => focusField(formId, name)}
        />
        {submit.error && !signing && <PressProblem error={submit.error} kept />}
        <Button type="primary" size="large" block loading={submit.isPending && !signing} onClick={press}>
          {t('portal.submit')}
        </Button>
        <p className="portal-draft" aria-live="polite">
          {form.savedAt && `${t('portal.localDraft')} ${minuteOf(form.savedAt).slice(11)}`}
        </p>
      </aside>
      {signing && process.start.sign && (
        <SignDialog
          session={session}
          meaning={process.start.sign}
          what={pick(process.title)}
          form={process.start.form.title}
          contents={[{ subject: 'start', form: form.handIn }]}
          busy={submit.isPending}
          error={submit.error}
          sign={(proof) => submit.mutate(proof)}
          close={() => setSigning(false)}
        />
      )}
    </div>
  );
};

/** Applying: the form of the procedure with a checklist beside it that always tells what is missing. */
export const ApplyPage = () => {
  const { process } = route.useParams();
  const start = useQuery({
    queryKey: ['process', process],
    queryFn: ({ signal }) => getJson<ProcessStart>(`/api/processes/${encodeURIComponent(process)}`, { signal }),
    staleTime: 5 * 60_000,
  });
  if (start.isPending) return <Skeleton rows={6} />;
  if (!start.data) return <LoadProblem error={start.error} retry={() => void start.refetch()} />;
  return <ApplyForm process={start.data} />;
};
