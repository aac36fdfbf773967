import { Defect } from '../../../base/result.ts';
import { formatInstant, formatMinute } from '../../../base/time.ts';
import { chinaDays } from '../../../calendar/china.ts';
import type { FormValues } from '../../../forms/form.ts';
import { validateForm } from '../../../forms/validate.ts';
import { type DeclaredDuty, occurrences } from '../../../process/duty.ts';
import { processOfDuty } from '../../../process/duty-process.ts';
import type { Occurrence } from '../../../process/recurrence.ts';
import { at, type Story, tell } from '../../../process/testing/given.ts';
import { realWorld } from '../../../process/testing/world.ts';
import { periodicDuties } from '../duties.ts';

export const dutyCalled = (name: string): DeclaredDuty => {
  const duty = periodicDuties.find((one) => one.name === name);
  if (!duty) throw new Defect(`there is no duty ${name}`);
  return duty;
};

/** Occurrences due in a year, as the calendar gives them. */
export const inYear = (name: string, year: number): readonly Occurrence[] =>
  occurrences(dutyCalled(name), at(`${year}-01-01`), at(`${year + 1}-01-01`), chinaDays);

/** `2025-03 2025-03-05 00:00–2025-03-11 00:00`: the windows of a year, to be read in a test. */
export const windows = (name: string, year: number): readonly string[] =>
  inYear(name, year).map(({ key, opens, due }) => `${key} ${formatMinute(opens)}–${formatMinute(due)}`);

/** The occurrence of a period, opened as the machine opens it. Throws where the duty does not recur. */
export const fallsDue = (name: string, key: string): Story => {
  const duty = dutyCalled(name);
  const occurrence = inYear(name, Number(key.slice(0, 4))).find((one) => one.key === key);
  if (!occurrence) throw new Defect(`${name} does not fall due in ${key}`);
  const world = realWorld({ system: { name: 'system', roles: ['system'] }, holder: { name: 'H', roles: [duty.by] } });
  return tell(processOfDuty(duty), world)
    .on(formatInstant(occurrence.opens))
    .open('system', { subject: duty.title.zh, period: key, opensAt: formatInstant(occurrence.opens) });
};

/** The proof as the server takes it: names of the fields that its form refuses, then the code of the rule, or null. */
export const refused = (story: Story, name: string, values: FormValues): readonly string[] | string | null => {
  const checked = validateForm(dutyCalled(name).form, values, { now: story.now });
  if (!checked.ok) return checked.problems.map(({ field }) => field);
  const key = story.openKeys[0] ?? '';
  try {
    return story.refuses(
      {
        do: 'act',
        task: key,
        action: 'done',
        form: { clear: checked.values, stored: checked.values },
        signature: null,
      },
      'holder',
    ).code;
  } catch {
    story.act('holder', 'due.done', checked.values);
    return null;
  }
};
