import type { Process, Stage, Target } from './definition.ts';
import { leadsNowhere, type Say, targetsIn, type Way } from './definition-parts.ts';

/** Can every stage be reached, and left, and the end be reached from it? */

interface Ways {
  /** Ways out of each stage, by whatever leads there. */
  readonly out: ReadonlyMap<string, readonly Way[]>;
  /** Stages that may be left with nothing following from them. */
  readonly vanishing: ReadonlySet<string>;
}

const lapsesFrom = (process: Process, stage: string): readonly Target[] =>
  Object.values(process.limits).flatMap(({ from, ifMissed }) =>
    'enters' in from && from.enters === stage && typeof ifMissed === 'object' && 'lapse' in ifMissed
      ? [ifMissed.lapse ?? []].filter(() => ifMissed.lapse !== null)
      : [],
  );

const actionsIn = (stage: Stage) => Object.values(stage.tasks).flatMap((task) => Object.values(task.actions));

const vanishes = (stage: Stage, lapses: readonly Target[]): boolean => {
  const targets = [
    ...actionsIn(stage).map((a) => a.to),
    stage.to,
    stage.ifRefused,
    ...(stage.interrupts ?? []).map((i) => i.to),
    ...Object.values(stage.on ?? {}),
    ...lapses,
  ];
  if (targets.some(leadsNowhere)) return true;
  const closes = Object.values(stage.tasks).map((task) =>
    Object.values(task.actions).some(
      (a) => !a.stays && (a.to === undefined || targetsIn(a.to).some((way) => 'next' in way)),
    ),
  );
  // Where every task must be closed, one that only ever leads elsewhere keeps the stage from closing empty-handed.
  const one = stage.join === 'any' || typeof stage.join === 'object';
  return stage.to === undefined && (one ? closes.includes(true) : !closes.includes(false));
};

const waysOf = (process: Process): Ways => {
  const out = new Map<string, readonly Way[]>();
  const vanishing = new Set<string>();
  for (const [name, stage] of Object.entries(process.stages)) {
    const lapses = lapsesFrom(process, name);
    if (vanishes(stage, lapses)) vanishing.add(name);
    out.set(
      name,
      [
        ...actionsIn(stage).map((a) => a.to),
        stage.to,
        stage.ifRefused,
        ...(stage.interrupts ?? []).map((i) => i.to),
        ...Object.values(stage.on ?? {}),
        ...(stage.mayReturnTo ?? []),
        ...lapses,
      ].flatMap(targetsIn),
    );
  }
  return { out, vanishing };
};

const nameOf = (way: Way): string => Object.values(way)[0] as string;

export const checkWays = (process: Process, say: Say): void => {
  const ways = waysOf(process);
  const starts = typeof process.start.to === 'string' ? [process.start.to] : process.start.to;
  for (const name of starts) if (!process.stages[name]) say('start', `there is no stage ${name}`);
  const reached = closure(starts, (name) => (ways.out.get(name) ?? []).map(nameOf));
  for (const name of Object.keys(process.stages)) if (!reached.has(name)) say(name, 'cannot be reached');
  for (const name of Object.keys(process.ends)) if (!reached.has(name)) say(`ends.${name}`, 'cannot be reached');
  checkLeaving(process, ways, reached, say);
  checkWaiting(process, say);
  checkBeside(process, ways, say);
  checkItems(process, ways, say);
};

const closure = (from: readonly string[], next: (name: string) => readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const other of next(name)) visit(other);
  };
  for (const name of from) visit(name);
  return seen;
};

/** From a stage that vanishes, the case goes on where it was opened from, or where somebody waits for it. */
const checkLeaving = (process: Process, ways: Ways, reached: ReadonlySet<string>, say: Say): void => {
  const opened = new Map<string, string[]>();
  for (const [name, out] of ways.out)
    for (const way of out) if ('open' in way) opened.set(way.open, [...(opened.get(way.open) ?? []), name]);
  const goesOn = (name: string): readonly string[] => [
    ...(ways.out.get(name) ?? []).map(nameOf),
    ...(opened.get(name) ?? []),
    ...(ways.vanishing.has(name) ? waitersFor(process, name) : []),
  ];
  for (const [name, stage] of Object.entries(process.stages)) {
    if (!reached.has(name)) continue;
    const endless = actionsIn(stage).every((a) => a.stays) && goesOn(name).length === 0;
    if (endless) say(name, 'can never be left');
    else if (![...closure([name], goesOn)].some((other) => Object.hasOwn(process.ends, other)))
      say(name, 'leads to no end');
    else if (ways.vanishing.has(name) && !opened.has(name) && waitersFor(process, name).length === 0)
      say(name, 'may be left for nowhere, and no stage waits for it');
  }
};

const waitersFor = (process: Process, name: string): readonly string[] =>
  Object.entries(process.stages).flatMap(([other, stage]) => (stage.waitsFor?.includes(name) ? [other] : []));

/** Stages that wait for each other would both stay closed for ever. */
const checkWaiting = (process: Process, say: Say): void => {
  for (const name of Object.keys(process.stages)) {
    const waited = closure(process.stages[name]?.waitsFor ?? [], (other) => process.stages[other]?.waitsFor ?? []);
    if (waited.has(name)) say(name, 'waits for itself');
  }
};

/** A task that waits for a side stage comes back by `reopen`; otherwise its stage must end with the side stage. */
const checkBeside = (process: Process, ways: Ways, say: Say): void => {
  const waitedFor = new Map<string, Set<string>>();
  for (const [name, stage] of Object.entries(process.stages)) {
    for (const action of actionsIn(stage)) {
      if (action.stays) continue;
      for (const way of targetsIn(action.to))
        if ('open' in way) waitedFor.set(way.open, (waitedFor.get(way.open) ?? new Set()).add(name));
    }
  }
  for (const [name, out] of ways.out) {
    for (const way of out) {
      const opener = waitedFor.get(name);
      if ('reopen' in way && !opener?.has(way.reopen)) say(name, `reopens ${way.reopen}, where no task waits for it`);
      if (opener && 'to' in way && !Object.hasOwn(process.ends, way.to))
        say(name, `goes to ${way.to} while a task waits for it: use reopen or only`);
    }
    if (waitedFor.has(name) && ways.vanishing.has(name)) say(name, 'may be over while a task waits for it');
  }
};

/** `next` keeps an item: there must be one. */
const checkItems = (process: Process, ways: Ways, say: Say): void => {
  const lists = Object.entries(process.stages).flatMap(([name, stage]) => (stage.forEach === undefined ? [] : [name]));
  const withItem = closure(lists, (name) =>
    (ways.out.get(name) ?? []).flatMap((way) => ('next' in way ? [way.next] : 'open' in way ? [way.open] : [])),
  );
  for (const [name, out] of ways.out) {
    if (out.some((way) => 'next' in way) && !withItem.has(name)) say(name, 'has no item that could go on alone (next)');
  }
};
