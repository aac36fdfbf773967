import type { CaseView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { FormAnswers } from '../../parts/form/form-answers.tsx';
import { minuteOf } from '../../parts/time-left.ts';

/** What the platform asked for when it sent the case to the merchant: said once more right above the answer. */
export const Asked = ({ view }: { view: CaseView }) => {
  const { t, pick } = useLanguage();
  const { personId } = useSession();
  const entry = view.history.findLast(
    (one) => one.form !== null && one.values !== null && one.actor !== null && one.actor.personId !== personId,
  );
  if (!entry?.form || !entry.values) return null;
  return (
    <section className="portal-section">
      <h2>{t('portal.asked')}</h2>
      <p className="muted">
        {pick(entry.form.title)} · {minuteOf(entry.at)}
      </p>
      <FormAnswers form={entry.form} values={entry.values} />
    </section>
  );
};
