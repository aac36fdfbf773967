import type { Text } from '../base/text.ts';
import type { DiagramView } from '../contract/case-view.ts';
import type { Process, Target } from './definition.ts';
import type { CaseState } from './state.ts';

/** The procedure as a picture: layers from left to right, so that screen and documentation draw the same one. */

const NODE_WIDTH = 148;
const NODE_HEIGHT = 48;
const COLUMN = 208;
const ROW = 84;
const MARGIN = 24;

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

/** Column of each node: the longest way from the start that never goes back to a node it has passed. */
const columns = (edges: readonly Edge[], nodes: readonly string[]): ReadonlyMap<string, number> => {
  const column = new Map<string, number>();
  const visit = (node: string, depth: number, path: ReadonlySet<string>): void => {
    if (path.has(node) || (column.get(node) ?? -1) >= depth) return;
    column.set(node, depth);
    const next = new Set(path).add(node);
    for (const edge of edges) if (edge.from === node) visit(edge.to, depth + 1, next);
  };
  visit('start', 0, new Set());
  for (const node of nodes) if (!column.has(node)) column.set(node, 0);
  return column;
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
  const names = ['start', ...Object.keys(process.stages), ...Object.keys(process.ends)];
  const column = columns(edges, names);
  const lastStage = Math.max(...[...column].filter(([name]) => process.stages[name]).map(([, at]) => at), 0);
  for (const end of Object.keys(process.ends)) (column as Map<string, number>).set(end, lastStage + 1);
  const rows = new Map<number, number>();
  const nodes = names.map((name) => {
    const at = column.get(name) ?? 0;
    const row = rows.get(at) ?? 0;
    rows.set(at, row + 1);
    return {
      id: name,
      title:
        name === 'start' ? process.start.title : (process.stages[name]?.title ?? process.ends[name]?.title ?? EMPTY),
      kind: name === 'start' ? ('start' as const) : process.stages[name] ? ('stage' as const) : ('end' as const),
      x: MARGIN + at * COLUMN,
      y: MARGIN + row * ROW,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      state: stateOf(name, process, state),
    };
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const depth = Math.max(...nodes.map((node) => node.y)) + NODE_HEIGHT + MARGIN;
  const drawn = edges.flatMap((edge, index) => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    return from && to ? [{ ...edge, points: route(from, to, depth + (index % 5) * 6) }] : [];
  });
  return { width: MARGIN * 2 + (lastStage + 1) * COLUMN + NODE_WIDTH, height: depth + 40, nodes, edges: drawn };
};

interface Box {
  readonly x: number;
  readonly y: number;
}

/** Forward edges run straight to the next column; the others pass below everything, so that they cross no box. */
const route = (from: Box, to: Box, below: number): [number, number][] => {
  const out: [number, number] = [from.x + NODE_WIDTH, from.y + NODE_HEIGHT / 2];
  const into: [number, number] = [to.x, to.y + NODE_HEIGHT / 2];
  const gap = (COLUMN - NODE_WIDTH) / 2;
  if (to.x === from.x + COLUMN) return [out, [out[0] + gap, out[1]], [into[0] - gap, into[1]], into];
  return [
    out,
    [out[0] + gap / 2, out[1]],
    [out[0] + gap / 2, below],
    [into[0] - gap / 2, below],
    [into[0] - gap / 2, into[1]],
    into,
  ];
};
