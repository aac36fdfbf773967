import type { LocalDate } from '../../../core/base/time.ts';
import type { FactLoader } from '../../case/kernel.ts';

/**
 * Is the enterprise barred from applying, here or at another legal entity of the group? Answers the bar that lasts
 * longest: `until` null is for good.
 */
export const admissionBar: FactLoader = async (tx, { form, now }) => {
  const [bar] = await tx.query<{ until: LocalDate | null }>(
    `select until from admission_bars where uscc = $1 and (until is null or until >= ($2::timestamptz at time zone 'Asia/Shanghai')::date)
     order by until desc nulls first limit 1`,
    [String(form.uscc ?? ''), new Date(now)],
  );
  return bar ? { until: bar.until } : null;
};
