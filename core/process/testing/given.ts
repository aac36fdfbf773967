import type { Refusal } from '../../base/result.ts';
import { Defect } from '../../base/result.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, parseInstant } from '../../base/time.ts';
import type { FormValues } from '../../forms/form.ts';
import { parameterAt } from '../../manual/parameters.ts';
import type { RoleId } from '../../manual/roles.ts';
import type { Command } from '../command.ts';
import { decide } from '../decide.ts';
import type { Process } from '../definition.ts';
import type { CaseEvent } from '../events.ts';
import { replay } from '../evolve.ts';
import type { Context, Timekeeper } from '../run.ts';
import type { CaseState } from '../state.ts';

/** Somebody in a story: a name and the roles held. */
export interface Player {
  readonly name: string;
  readonly roles: readonly RoleId[];
  readonly onBehalfOf?: string;
}

export interface World {
  readonly time: Timekeeper;
  readonly parameter: Context['parameter'];
  readonly facts?: Context['facts'];
  readonly players: Readonly<Record<string, Player>>;
}

export const at = (iso: string): Instant => {
  const instant = parseInstant(iso);
  if (instant === null) throw new Defect(`not an instant: ${iso}`);
  return instant;
};

const filled = (values: FormValues = {}) => ({ clear: values, stored: values });

/**
 * A case told as a story: `tell(recall, world).on('2025-03-03T09:00').open('officer', {...}).act('officer', 'assess.declare')`.
 * Every step must succeed, except the ones that say `refused`.
 */
export class Story {
  history: readonly CaseEvent[] = [];
  now: Instant = at('2025-03-03T09:00');
  /** Events of the latest step. */
  latest: readonly CaseEvent[] = [];

  readonly process: Process;
  readonly world: World;
  constructor(process: Process, world: World) {
    this.process = process;
    this.world = world;
  }

  get state(): CaseState {
    return replay(this.history);
  }

  on(iso: string): this {
    this.now = at(iso);
    return this;
  }

  open(who: string, form?: FormValues): this {
    return this.must({ do: 'open', form: filled(form), signature: null }, who);
  }

  /** `ref` is `stage.action`; the item picks the task where a stage has several. */
  act(who: string, ref: string, form?: FormValues, item?: string): this {
    return this.must(this.actCommand(ref, form, item), who);
  }

  refusesAct(who: string, ref: string, form?: FormValues, item?: string): Refusal {
    return this.refuses(this.actCommand(ref, form, item), who);
  }

  do(who: string, command: Command): this {
    return this.must(command, who);
  }

  refuses(command: Command, who: string): Refusal {
    const answer = decide(this.process, this.state, command, this.context(who));
    if (answer.ok)
      throw new Defect(
        `${command.do} was expected to be refused but led to ${answer.value.map((e) => e.type).join(', ')}`,
      );
    return answer.refusal;
  }

  /** The machine wakes: reminders, breaches, lapses up to now. */
  wake(iso?: string): this {
    if (iso) this.on(iso);
    return this.must({ do: 'wake' }, 'system');
  }

  told(event: string, item: string | null = null): this {
    return this.must({ do: 'tell', event, data: {}, cause: 'story', item }, 'system');
  }

  /** Keys of the open tasks, in the order in which they were opened. */
  get openKeys(): readonly string[] {
    return Object.values(this.state.tasks)
      .filter((task) => task.state === 'open')
      .map((task) => task.key);
  }

  types(): readonly string[] {
    return this.latest.map((event) => event.type);
  }

  limit(name: string, item: string | null = null) {
    return Object.values(this.state.limits).findLast((l) => l.limit === name && l.item === item);
  }

  taskKey(stage: string, action: string, item?: string): string {
    const task = Object.values(this.state.tasks).find(
      (t) =>
        t.state === 'open' &&
        t.stage === stage &&
        (item === undefined || t.item === item) &&
        t.signsFor === null &&
        this.process.stages[stage]?.tasks[t.task]?.actions[action],
    );
    const closed = Object.values(this.state.tasks).findLast(
      (t) =>
        t.stage === stage &&
        (item === undefined || t.item === item) &&
        this.process.stages[stage]?.tasks[t.task]?.actions[action],
    );
    return (task ?? closed)?.key ?? `${stage}.?#0`;
  }

  private actCommand(ref: string, form?: FormValues, item?: string): Command {
    const [stage = '', action = ''] = ref.split('.');
    return { do: 'act', task: this.taskKey(stage, action, item), action, form: filled(form), signature: null };
  }

  private must(command: Command, who: string): this {
    const answer = decide(this.process, this.state, command, this.context(who));
    if (!answer.ok)
      throw new Defect(`${command.do} by ${who} was refused: ${answer.refusal.code} ${answer.refusal.message.zh}`);
    this.latest = answer.value;
    this.history = [...this.history, ...answer.value];
    return this;
  }

  private context(who: string): Context {
    const player = this.world.players[who] ?? { name: who, roles: [] };
    return {
      now: this.now,
      actor: {
        personId: player.name,
        accountId: who,
        postId: null,
        onBehalfOf: player.onBehalfOf ?? null,
        ...(who === 'system' ? { system: true as const } : {}),
      },
      holds: (role) => player.roles.includes(role),
      eligible: (personId, role) =>
        Object.values(this.world.players).some((p) => p.name === personId && p.roles.includes(role)),
      facts: this.world.facts ?? {},
      time: this.world.time,
      parameter: this.world.parameter,
      value: (id) => parameterAt(id, dateOf(this.now)).value,
    };
  }
}

export const tell = (process: Process, world: World): Story => new Story(process, world);
