import type { Text } from '../base/text.ts';
import type { DiagramView } from '../contract/case-view.ts';
import type { Process, Target } from './definition.ts';
import { layOut, NODE_HEIGHT, NODE_WIDTH } from './diagram-layout.ts';
import type { CaseState } from './state.ts';

/** The procedure as a picture: layers from left to right, so that screen and documentation draw the same one. */

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly title: Text;
}

const EMPTY: Text = { zh: '', en: '' };

/** Names that a target may lead to. */
export const targetsOf = (target: Target | undefined): readonly string[] => {
  if (target === undefined) return [];
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target as readonly string[];
  const branch = target as Exclude<Target, string | readonly string[]>;
  if ('when' in branch) return [...targetsOf(branch.then), ...targetsOf(branch.else)];
  if ('open' in branch) return [branch.open];
  if ('next' in branch) return [branch.next];
  return ['only' in branch ? branch.only : branch.reopen];
};

export const edgesOf = (process: Process): readonly Edge[] => {
  const edges: Edge[] = [];
  const add = (from: string, target: Target | undefined, title: Text): void => {
    for (const to of targetsOf(target)) edges.push({ from, to, title });
  };
  for (const to of targetsOf(process.start.to)) edges.push({ from: 'start', to, title: process.start.title });
  for (const [name, stage] of Object.entries(process.stages)) {
    for (const task of Object.values(stage.tasks))
      for (const action of Object.values(task.actions)) add(name, action.to, action.title);
    add(name, stage.to, EMPTY);
    add(name, stage.ifRefused, { zh: '不同意', en: 'refused' });
    for (const interrupt of stage.interrupts ?? [])
      add(name, interrupt.to, process.rules[interrupt.when]?.title ?? EMPTY);
    for (const target of Object.values(stage.on ?? {})) add(name, target, EMPTY);
  }
  for (const limit of Object.values(process.limits)) {
    if (
      typeof limit.ifMissed === 'object' &&
      'lapse' in limit.ifMissed &&
      limit.ifMissed.lapse !== null &&
      'enters' in limit.from
    ) {
      add(limit.from.enters, limit.ifMissed.lapse, { zh: '逾期', en: 'lapsed' });
    }
  }
  const seen = new Set<string>();
  return edges.filter((edge) => !seen.has(`${edge.from}>${edge.to}`) && seen.add(`${edge.from}>${edge.to}`));
};

const stateOf = (name: string, process: Process, state: CaseState | null): 'idle' | 'current' | 'passed' => {
  if (state === null) return 'idle';
  if (name === 'start') return 'passed';
  if (state.ended?.end === name) return 'current';
  const instances = Object.values(state.stages).filter((stage) => stage.stage === name);
  if (instances.some((stage) => stage.state === 'open')) return 'current';
  return instances.length > 0 && process.stages[name] ? 'passed' : 'idle';
};

export const diagramOf = (process: Process, state: CaseState | null): DiagramView => {
  const edges = edgesOf(process);
  const ends = new Set(Object.keys(process.ends));
  const names = ['start', ...Object.keys(process.stages), ...ends];
  const layout = layOut(
    names,
    ends,
    edges.map(({ from, to }) => [from, to] as const),
  );
  const nodes = names.map((name) => ({
    id: name,
    title: name === 'start' ? process.start.title : (process.stages[name]?.title ?? process.ends[name]?.title ?? EMPTY),
    kind: name === 'start' ? ('start' as const) : process.stages[name] ? ('stage' as const) : ('end' as const),
    ...(layout.boxes.get(name) ?? { x: 0, y: 0 }),
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    state: stateOf(name, process, state),
  }));
  const drawn = edges.map((edge) => ({ ...edge, points: layout.route(edge.from, edge.to) }));
  return { width: layout.width, height: layout.height, nodes, edges: drawn };
};
