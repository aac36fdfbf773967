import { text } from '../../../base/text.ts';
import { dateOf } from '../../../base/time.ts';
import type { Rule } from '../../../process/definition.ts';
import { application, dateIn, later, sameName, wrong } from './reading.ts';

/** Who applies, and whether he may (P05 §2.1.4, §3.4). */

const notBarred: Rule = {
  title: text('申请人未被禁止入网', 'The applicant is not barred'),
  because: ['P05-3.4-10', 'P05-3.4-11'],
  needs: ['admissionBar'],
  check: (view) => {
    const bar = view.facts.admissionBar as { until: string | null } | null | undefined;
    if (!bar) return true;
    return bar.until === null
      ? wrong('barredForGood', '该主体因重大违规已被永久禁止申请入网。', 'This applicant is barred for good.', 'uscc')
      : wrong(
          'barred',
          `距上次不通过未满规定期限,${bar.until} 之后方可重新申请。`,
          `Too soon after a refusal: apply again after ${bar.until}.`,
          'uscc',
        );
  },
};

const identityLongEnough: Rule = {
  title: text('身份证剩余有效期足够', 'The identity card stays valid for long enough'),
  because: 'P05-2.1.4-04',
  check: (view) => {
    const until = dateIn(application(view), 'idValidUntil');
    const least = later(dateOf(view.now), view.value('admission.idRemaining'));
    return until !== null && until >= least
      ? true
      : wrong(
          'identityTooShort',
          `身份证须至少有效至 ${least},请换证后再申请。`,
          `The identity card must be valid until ${least} at least.`,
          'idValidUntil',
        );
  },
};

const mandateLongEnough: Rule = {
  title: text('授权委托期限足够', 'The mandate is long enough'),
  because: 'P05-2.1.4-06',
  check: (view) => {
    const values = application(view);
    if (values.byMandate !== true) return true;
    const from = dateIn(values, 'mandateFrom');
    const until = dateIn(values, 'mandateUntil');
    const span = view.value('admission.mandate');
    return from !== null && until !== null && until >= later(from, span)
      ? true
      : wrong(
          'mandateTooShort',
          `授权委托期限不得少于 ${Number.parseInt(span, 10)} 天,请重新出具授权委托书。`,
          `The mandate must run for ${Number.parseInt(span, 10)} days at least.`,
          'mandateUntil',
        );
  },
};

const mandateNamesTheMatter: Rule = {
  title: text('委托事项包含入网申请', 'The mandate names the application for admission'),
  because: 'P05-2.1.4-05',
  check: (view) => {
    const values = application(view);
    const matter = view.value('admission.mandateMatter');
    if (values.byMandate !== true || String(values.mandateMatter ?? '').includes(matter)) return true;
    return wrong(
      'mandateOtherMatter',
      `授权委托书的委托事项须包含“${matter}”,请重新出具。`,
      `The mandate must name the matter “${matter}”. Have it issued again.`,
      'mandateMatter',
    );
  },
};

const mandateBySameRepresentative: Rule = {
  title: text('身份证与授权委托书姓名一致', 'Identity card and mandate bear the same name'),
  because: 'P05-3.2-04',
  check: (view) => {
    const values = application(view);
    if (values.byMandate !== true || sameName(values.mandateName, values.legalRepresentative)) return true;
    return wrong(
      'mandateOtherName',
      '授权委托书上的法定代表人姓名与身份证不一致,请核对后更正或重新出具。',
      'The legal representative on the mandate is not the one of the identity card. Correct it or have it issued again.',
      'mandateName',
    );
  },
};

export const applicantRules = {
  notBarred,
  identityLongEnough,
  mandateLongEnough,
  mandateNamesTheMatter,
  mandateBySameRepresentative,
};
