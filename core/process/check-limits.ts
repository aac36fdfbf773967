import { parameters } from '../manual/parameters.ts';
import { roles } from '../manual/roles.ts';
import type { Anchor, Figure, Limit, Moment, Process } from './definition.ts';
import { actionAt, actionsOf, formAt, type Say } from './definition-parts.ts';
import { splitMoment } from './limits.ts';

/** Can every limit begin, and be met? */
export const checkLimits = (process: Process, say: Say): void => {
  for (const [name, limit] of Object.entries(process.limits)) {
    const where = `limits.${name}`;
    checkAnchor(process, where, limit.from, say);
    for (const moment of limit.until ?? []) checkMoment(process, where, moment, say);
    for (const pause of limit.pauses ?? [])
      for (const moment of [pause.from, ...pause.until]) checkMoment(process, where, moment, say);
    if (limit.pauses?.some((pause) => pause.until.length === 0)) say(where, 'pauses and never goes on');
    checkFigures(process, where, limit, say);
    checkMeeting(process, where, limit, say);
    checkMissed(process, where, limit, say);
  }
};

const checkAnchor = (process: Process, where: string, from: Anchor, say: Say): void => {
  if ('moment' in from) return checkTyped(process, where, from.moment, say);
  if ('endOf' in from) {
    if (!process.limits[from.endOf]) say(where, `there is no limit ${from.endOf}`);
    return;
  }
  checkMoment(process, where, from, say);
  if ('enters' in from && from.since !== undefined && !actionAt(process, from.since))
    say(where, `there is no action ${from.since}`);
};

const checkMoment = (process: Process, where: string, moment: Moment, say: Say): void => {
  if ('act' in moment && !actionAt(process, moment.act)) say(where, `there is no action ${moment.act}`);
  if ('enters' in moment && !process.stages[moment.enters]) say(where, `there is no stage ${moment.enters}`);
  if ('leaves' in moment && !process.stages[moment.leaves]) say(where, `there is no stage ${moment.leaves}`);
  if ('lapses' in moment) {
    const ifMissed = process.limits[moment.lapses]?.ifMissed;
    if (typeof ifMissed !== 'object' || !('lapse' in ifMissed)) say(where, `${moment.lapses} is no limit that lapses`);
  }
};

const checkTyped = (process: Process, where: string, moment: string, say: Say): void => {
  const { ref, field } = splitMoment(moment);
  const kind = formAt(process, ref)?.fields[field]?.kind;
  if (kind === undefined) say(where, `there is no field ${moment}`);
  else if (kind !== 'date' && kind !== 'instant') say(where, `${moment} is no day or instant`);
};

const checkPeriod = (process: Process, where: string, of: string, say: Say): void => {
  const { ref, field } = splitMoment(of);
  if (formAt(process, ref)?.fields[field]?.kind !== 'text') say(where, `${of} names no period`);
};

const checkFigures = (process: Process, where: string, { within }: Limit, say: Say): void => {
  if ('named' in within) return checkTyped(process, where, within.named, say);
  if ('window' in within) return checkPeriod(process, where, within.of, say);
  if ('by' in within && !process.choices?.[within.by]) say(where, `there is no choice ${within.by}`);
  const figures: readonly Figure[] =
    'parameter' in within ? [within] : 'by' in within ? Object.values(within.of) : within;
  if (figures.length === 0) say(where, 'has no figure');
  for (const { parameter, plus } of figures)
    for (const id of [parameter, ...(plus ? [plus] : [])])
      if (parameters[id]?.kind !== 'span') say(where, `${id} is no span among the parameters`);
};

const checkMeeting = (process: Process, where: string, limit: Limit, say: Say): void => {
  if (limit.until?.length === 0) say(where, 'can never be met: until is empty');
  if (limit.until === undefined && !('enters' in limit.from))
    say(where, 'can never be met: it hangs on no stage and says not until when');
  const stage = 'enters' in limit.from ? process.stages[limit.from.enters] : undefined;
  if (
    limit.until === undefined &&
    stage &&
    !actionsOf(process).some(({ stage: s, action }) => process.stages[s] === stage && !action.stays)
  )
    say(where, 'can never be met: nothing closes a task of its stage');
};

const checkMissed = (process: Process, where: string, { from, ifMissed }: Limit, say: Say): void => {
  if (ifMissed === 'breach') return;
  if ('escalate' in ifMissed) {
    if (!Object.hasOwn(roles, ifMissed.escalate)) say(where, `there is no role ${ifMissed.escalate}`);
    return;
  }
  for (const effect of ifMissed.then ?? [])
    if (!Object.hasOwn(process.effects, effect)) say(where, `there is no effect ${effect}`);
  if (ifMissed.lapse === null) return;
  if (!('enters' in from)) say(where, 'lapses, but hangs on no stage that it could leave');
  else if (process.stages[from.enters]?.forEach !== undefined)
    say(where, 'lapses for one item of a list: give the item a stage of its own (next)');
};
