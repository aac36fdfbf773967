import { text } from '../../base/text.ts';
import type { FormValues } from '../../forms/form.ts';
import type { Rule, View } from '../../process/definition.ts';

/** Rules of stopping a merchant (P10). */

const lapsed = (view: View): boolean =>
  Object.values(view.state.limits).some((limit) => limit.limit === 'reply' && limit.breachedAt !== null);

export const stopRules = {
  merchantWasHeard: {
    title: text('经营者已说明或说明期已届满', 'The merchant has answered, or his time is up'),
    because: ['P10-2.2.2-02', 'P10-2.2.2-03'],
    check: (view: View) =>
      view.state.acts.some((act) => act.ref === 'reply.reply') ||
      lapsed(view) || {
        code: 'stop.notHeard',
        message: text(
          '须先送达《违法核实通知书》,待经营者说明或期限届满后方可认定。',
          'Serve the notice first, and wait for the merchant’s answer or the end of his time.',
        ),
      },
  },
  enoughInvestigators: {
    title: text('实地核查人数足够', 'Enough persons made the visit'),
    because: 'P10-2.2.2-06',
    check: (view: View) => {
      const least = view.value('stop.investigators');
      return (
        ((view.form.investigators ?? []) as readonly FormValues[]).length >= least || {
          code: 'stop.tooFewInvestigators',
          message: text(`实地核查人员不得少于 ${least} 人。`, `A site visit needs ${least} persons.`),
          field: 'investigators',
        }
      );
    },
  },
  publicSafetyAtStake: {
    title: text('涉及重大公共安全', 'Public safety is at stake'),
    because: 'P10-3.1-06',
    check: (view: View) =>
      view.form.publicSafety === true || {
        code: 'stop.noEmergency',
        message: text(
          '仅涉及重大公共安全的可先停服后补批,其他情形请走正式核实。',
          'Only where public safety is at stake may the stop go before its approval.',
        ),
        field: 'publicSafety',
      },
  },
} satisfies Readonly<Record<string, Rule>>;
