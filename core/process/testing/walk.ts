import { Defect } from '../../base/result.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, HOUR_MS } from '../../base/time.ts';
import { chinaDays } from '../../calendar/china.ts';
import { parameterAt } from '../../manual/parameters.ts';
import type { Command } from '../command.ts';
import { decide } from '../decide.ts';
import type { Process, Target } from '../definition.ts';
import { targetsIn } from '../definition-parts.ts';
import type { CaseEvent } from '../events.ts';
import { evolve, replay, unopened } from '../evolve.ts';
import type { Context } from '../run.ts';
import type { CaseState, TaskState } from '../state.ts';
import { openTasks } from '../state.ts';
import { timekeeperOf } from '../timekeeper.ts';
import { type Chance, chanceOf } from './chance.ts';
import { at } from './given.ts';
import { holdInvariants } from './invariants.ts';
import { randomValues } from './random-form.ts';
import { shippedParameter } from './world.ts';

/** How a walk ended, and what it did. */
export interface Walked {
  readonly end: string | null;
  readonly commands: number;
  readonly refusals: number;
  readonly history: readonly CaseEvent[];
}

const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5'];
const time = timekeeperOf(chinaDays, '18:00');

/** One case that goes wherever chance takes it, and is then steered home. */
class Walk {
  state: CaseState = unopened;
  history: CaseEvent[] = [];
  now: Instant = at('2025-03-03T09:00');
  commands = 0;
  refusals = 0;
  steering = false;
  readonly process: Process;
  readonly chance: Chance;
  readonly parameter: Context['parameter'];
  readonly distance: ReadonlyMap<string, number>;
  readonly interrupting: ReadonlySet<string>;

  constructor(process: Process, seed: number, parameter: Context['parameter']) {
    this.process = process;
    this.chance = chanceOf(seed);
    this.parameter = parameter;
    this.distance = distances(process);
    this.interrupting = new Set(Object.values(process.stages).flatMap((s) => (s.interrupts ?? []).map((i) => i.when)));
  }

  do(who: string, command: Command): boolean {
    this.commands += 1;
    const sample = this.chance.below(10) === 0 ? JSON.stringify(this.state) : null;
    const answer = decide(this.process, this.state, command, this.context(who));
    if (sample !== null && JSON.stringify(this.state) !== sample)
      throw new Defect('a decision changed the case itself');
    if (!answer.ok) {
      this.refusals += 1;
      return false;
    }
    const before = this.state;
    this.state = answer.value.reduce(evolve, before);
    this.history.push(...answer.value);
    holdInvariants(this.process, before, answer.value, this.state);
    return true;
  }

  private context(who: string): Context {
    return {
      now: this.now,
      actor: { personId: who, accountId: who, postId: null, onBehalfOf: null },
      holds: () => true,
      eligible: () => true,
      facts: {},
      time,
      parameter: this.parameter,
      value: (id) => parameterAt(id, dateOf(this.now)).value,
      judge: (name) => this.judge(name) || { code: 'walk.chance', message: { zh: '否', en: 'no' } },
    };
  }

  /** On the way home rules are kept and nothing interrupts; a fork in the road stays one. */
  private judge(name: string): boolean {
    if (this.interrupting.has(name)) return !this.steering && this.chance.below(4) === 0;
    if (!this.steering) return this.chance.below(5) > 0;
    return isFork(this.process, name) ? this.chance.below(2) === 0 : true;
  }

  open(): void {
    this.do('p1', { do: 'open', form: this.form(this.process.start.form), signature: null });
    while (this.state.version === 0)
      this.do('p1', { do: 'open', form: this.form(this.process.start.form), signature: null });
  }

  private form(form: Parameters<typeof randomValues>[0]) {
    const values = randomValues(form, this.chance, this.now);
    return { clear: values, stored: values };
  }

  step(): void {
    const task = this.chance.pick(openTasks(this.state));
    const kind = this.chance.below(20);
    if (task === undefined || kind < 3) return this.jump();
    if (kind === 3) return this.tellSomething();
    if (kind < 9) return this.move(task);
    this.act(task, this.chance.pick(Object.keys(this.definition(task).actions)), this.chance.pick(PEOPLE));
  }

  private jump(): void {
    this.now = (this.now + (1 + this.chance.below(96)) * HOUR_MS) as Instant;
    this.do('system', { do: 'wake' });
  }

  private tellSomething(): void {
    const events = Object.values(this.process.stages).flatMap((stage) => Object.keys(stage.on ?? {}));
    const event = this.chance.pick([...events, 'unknown']);
    this.do('system', { do: 'tell', event, data: {}, cause: 'walk', item: null });
  }

  private definition(task: TaskState) {
    const found = this.process.stages[task.stage]?.tasks[task.task];
    if (!found) throw new Defect(`no task ${task.key}`);
    return found;
  }

  private act(task: TaskState, action: string, who: string): boolean {
    const form = this.form(this.definition(task).actions[action]?.form);
    return this.do(who, { do: 'act', task: task.key, action, form, signature: null });
  }

  private move(task: TaskState): void {
    const { chance } = this;
    const who = task.assignedTo ?? task.claimedBy ?? chance.pick(PEOPLE);
    const reason = '说明';
    const stages = this.process.stages[task.stage]?.mayReturnTo ?? [];
    const moves: readonly Command[] = [
      { do: 'claim', task: task.key },
      { do: 'release', task: task.key, reason },
      { do: 'transfer', task: task.key, to: chance.pick(PEOPLE), reason },
      { do: 'addSigner', task: task.key, to: chance.pick(PEOPLE), reason },
      {
        do: 'answerSigner',
        task: task.key,
        answer: chance.pick(['agreed', 'refused'] as const),
        reason,
        signature: null,
      },
      ...stages.map((to) => ({ do: 'sendBack', task: task.key, to, reason }) as const),
      { do: 'urge', task: task.key, reason },
      { do: 'withdraw', reason, history: this.history, effectsLeft: false },
    ];
    this.do(who, chance.pick(moves));
  }

  /** One step home: added signers answer, then the action that is nearest to an end is taken by somebody who may. */
  home(): void {
    const tasks = openTasks(this.state);
    const signer = tasks.find((task) => task.signsFor !== null);
    if (signer) {
      const who = signer.assignedTo ?? 'p1';
      this.do(who, { do: 'answerSigner', task: signer.key, answer: 'agreed', reason: '同意', signature: null });
      return;
    }
    const task = this.chance.pick(tasks);
    if (task === undefined) return this.jump();
    const fresh = `x${this.commands}`;
    const holder = task.assignedTo ?? task.claimedBy;
    // A new face keeps clear of every separation of duties.
    if (holder !== null) this.do(holder, { do: 'transfer', task: task.key, to: fresh, reason: '转办' });
    const actions = Object.entries(this.definition(task).actions).filter(([, action]) => !action.stays);
    const stage = this.process.stages[task.stage];
    const far = (to: Target | undefined): number =>
      Math.min(...[99, ...this.names(to).map((n) => this.distance.get(n) ?? 99)]);
    const sorted = actions
      .map(([name, action]) => ({
        name,
        far: far(action.to ?? (action.outcome === 'refused' ? stage?.ifRefused : stage?.to)),
      }))
      .sort((a, b) => a.far - b.far);
    const chosen = this.chance.below(4) === 0 ? this.chance.pick(sorted) : sorted[0];
    if (chosen && !this.act(task, chosen.name, fresh)) this.do('system', { do: 'wake' });
  }

  private names(target: Target | undefined): readonly string[] {
    return targetsIn(target).map((way) => Object.values(way)[0] as string);
  }
}

const isFork = (process: Process, rule: string): boolean => {
  const actions = Object.values(process.stages).flatMap((stage) =>
    Object.values(stage.tasks).flatMap((task) => Object.values(task.actions)),
  );
  return !actions.some((action) => action.requires?.includes(rule)) && !process.start.requires?.includes(rule);
};

/** How many stages lie between a stage and the nearest end. */
const distances = (process: Process): ReadonlyMap<string, number> => {
  const distance = new Map(Object.keys(process.ends).map((end) => [end, 0]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, stage] of Object.entries(process.stages)) {
      const waiters = Object.entries(process.stages).flatMap(([other, s]) =>
        s.waitsFor?.includes(name) ? [other] : [],
      );
      const targets = Object.values(stage.tasks).flatMap((task) => Object.values(task.actions).map((a) => a.to));
      const ways = [...targets, stage.to, stage.ifRefused]
        .flatMap(targetsIn)
        .map((way) => Object.values(way)[0] as string);
      const nearest = 1 + Math.min(...[...ways, ...waiters].map((way) => distance.get(way) ?? 99));
      if (nearest < (distance.get(name) ?? 99)) {
        distance.set(name, nearest);
        changed = true;
      }
    }
  }
  return distance;
};

const STEPS_HOME = 400;

/** Walks a case for some steps by chance, then home. Throws where an invariant breaks or no end is reached. */
export const walk = (
  process: Process,
  seed: number,
  { steps = 60, parameter = shippedParameter }: { steps?: number; parameter?: Context['parameter'] } = {},
): Walked => {
  const walker = new Walk(process, seed, parameter);
  walker.open();
  for (let i = 0; i < steps && !walker.state.ended; i++) walker.step();
  walker.steering = true;
  for (let i = 0; i < STEPS_HOME && !walker.state.ended; i++) walker.home();
  const { state, history, commands, refusals } = walker;
  if (JSON.stringify(replay(history)) !== JSON.stringify(state)) throw new Defect('the history tells another case');
  if (!state.ended)
    throw new Defect(
      `${process.name}: no end from ${openTasks(state)
        .map((task) => task.key)
        .join(', ')}`,
    );
  return { end: state.ended.end, commands, refusals, history };
};
