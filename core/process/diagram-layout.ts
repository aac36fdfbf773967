/** Where the boxes of a picture stand: columns from left to right, lanes for edges that pass a column, few crossings. */

export interface Placed {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Placed>;
  readonly route: (from: string, to: string) => [number, number][];
}

export const NODE_WIDTH = 148;
export const NODE_HEIGHT = 48;
const COLUMN = 212;
const GAP = 26;
const LANE = 12;
const MARGIN = 24;

type Link = readonly [from: string, to: string];

/** Links that lead back to a node on the way from the start: they are drawn below, and don't count for the columns. */
const backLinks = (links: readonly Link[], start: string): ReadonlySet<string> => {
  const back = new Set<string>();
  const state = new Map<string, 'open' | 'done'>();
  const visit = (node: string): void => {
    state.set(node, 'open');
    for (const [from, to] of links) {
      if (from !== node) continue;
      if (state.get(to) === 'open') back.add(`${from}>${to}`);
      else if (!state.has(to)) visit(to);
    }
    state.set(node, 'done');
  };
  visit(start);
  return back;
};

const columnsOf = (nodes: readonly string[], forward: readonly Link[]): ReadonlyMap<string, number> => {
  const column = new Map(nodes.map((node) => [node, 0]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [from, to] of forward) {
      const least = (column.get(from) ?? 0) + 1;
      if ((column.get(to) ?? 0) < least) changed = Boolean(column.set(to, least));
    }
  }
  return column;
};

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;

/** A lane in a column, shared by all links to the same node, is called `to|column`. */
const chainOf = ([from, to]: Link, column: ReadonlyMap<string, number>): readonly string[] => {
  const first = (column.get(from) ?? 0) + 1;
  const last = column.get(to) ?? 0;
  return [from, ...Array.from({ length: Math.max(0, last - first) }, (_, i) => `${to}|${first + i}`), to];
};

/** `ends` stand in the last column. The order of `nodes` decides where nothing else does. */
export const layOut = (nodes: readonly string[], ends: ReadonlySet<string>, links: readonly Link[]): Layout => {
  const back = backLinks(links, nodes[0] ?? '');
  const forward = links.filter(([from, to]) => from !== to && !back.has(`${from}>${to}`));
  const column = new Map(columnsOf(nodes, forward));
  const last = Math.max(0, ...[...column].map(([node, at]) => (ends.has(node) ? at : at + 1)));
  for (const end of ends) column.set(end, last);
  const chains = forward.map((link) => chainOf(link, column));
  const ranks: string[][] = Array.from({ length: last + 1 }, () => []);
  for (const node of nodes) ranks[column.get(node) ?? 0]?.push(node);
  for (const lane of new Set(chains.flat().filter((name) => name.includes('|'))))
    ranks[Number(lane.split('|')[1])]?.push(lane);
  const steps = chains.flatMap((chain) => chain.slice(1).map((to, i) => [chain[i] ?? '', to] as const));
  untangle(ranks, steps);
  const y = heights(ranks, steps);
  const centre = (name: string): number => y.get(name) ?? 0;
  const lowest = Math.max(...[...y].map(([name, at]) => at + (name.includes('|') ? 0 : NODE_HEIGHT / 2)));
  const left = (name: string): number => MARGIN + (column.get(name) ?? Number(name.split('|')[1] ?? 0)) * COLUMN;
  const targets = [...new Set([...back].map((link) => link.split('>')[1] ?? ''))];
  const below = (to: string): number => lowest + 18 + targets.indexOf(to) * LANE;
  return {
    width: MARGIN * 2 + last * COLUMN + NODE_WIDTH,
    height: lowest + 18 + Math.max(1, targets.length) * LANE + MARGIN / 2,
    boxes: new Map(nodes.map((node) => [node, { x: left(node), y: centre(node) - NODE_HEIGHT / 2 }])),
    route: (from, to) => {
      if (from === to || back.has(`${from}>${to}`))
        return around(left(from), centre(from), left(to), centre(to), below(to), targets.indexOf(to));
      return chainOf([from, to], column).flatMap((name, i, chain): [number, number][] => {
        if (i === 0) return [[left(name) + NODE_WIDTH, centre(name)]];
        if (i === chain.length - 1) return [[left(name), centre(name)]];
        return [
          [left(name), centre(name)],
          [left(name) + NODE_WIDTH, centre(name)],
        ];
      });
    },
  };
};

const around = (x: number, y: number, toX: number, toY: number, below: number, lane: number): [number, number][] => {
  const out = x + NODE_WIDTH + 10 + lane * 5;
  const into = toX - 10 - lane * 5;
  // Leaves a little above the middle and comes in a little below, so that it does not lie upon the ways forward.
  return [
    [x + NODE_WIDTH, y + 10],
    [out, y + 10],
    [out, below],
    [into, below],
    [into, toY + 10],
    [toX, toY + 10],
  ];
};

/** Each column in the order of its neighbours' middles, to and fro. */
const untangle = (ranks: readonly string[][], steps: readonly Link[]): void => {
  for (let sweep = 0; sweep < 8; sweep++) {
    const rightwards = sweep % 2 === 0;
    const order = rightwards ? ranks.map((_, i) => i) : ranks.map((_, i) => ranks.length - 1 - i);
    for (const at of order.slice(1)) {
      const neighbours = ranks[at + (rightwards ? -1 : 1)] ?? [];
      const place = (name: string): number | null =>
        mean(
          steps.flatMap(([from, to]) => {
            const other = rightwards ? (to === name ? from : null) : from === name ? to : null;
            const index = other === null ? -1 : neighbours.indexOf(other);
            return index < 0 ? [] : [index / Math.max(1, neighbours.length)];
          }),
        );
      const rank = ranks[at] ?? [];
      const keyed = rank.map((name, i) => ({ name, key: place(name) ?? i / Math.max(1, rank.length) }));
      rank.splice(0, rank.length, ...keyed.sort((a, b) => a.key - b.key).map(({ name }) => name));
    }
  }
};

/** Middles: as near as can be to the neighbours, in the order of the column, without touching. */
const heights = (ranks: readonly (readonly string[])[], steps: readonly Link[]): ReadonlyMap<string, number> => {
  const y = new Map<string, number>();
  const half = (name: string): number => (name.includes('|') ? 4 : NODE_HEIGHT / 2);
  for (const rank of ranks) {
    let free = 0;
    for (const name of rank) {
      y.set(name, free + half(name));
      free += 2 * half(name) + GAP;
    }
  }
  for (let round = 0; round < 12; round++) {
    const order = round % 2 === 0 ? ranks : [...ranks].reverse();
    for (const rank of order) settle(rank, y, half, steps);
  }
  const top = Math.min(...[...y].map(([name, at]) => at - half(name)));
  return new Map([...y].map(([name, at]) => [name, Math.round(at - top + MARGIN)]));
};

const settle = (
  rank: readonly string[],
  y: Map<string, number>,
  half: (name: string) => number,
  steps: readonly Link[],
): void => {
  const wanted = rank.map((name) => {
    const others = steps.flatMap(([from, to]) => (to === name ? [from] : from === name ? [to] : []));
    return mean(others.map((other) => y.get(other) ?? 0)) ?? y.get(name) ?? 0;
  });
  const down = [...wanted];
  const up = [...wanted];
  const apart = (i: number): number => half(rank[i] ?? '') + half(rank[i + 1] ?? '') + GAP;
  for (let i = 1; i < rank.length; i++) down[i] = Math.max(down[i] ?? 0, (down[i - 1] ?? 0) + apart(i - 1));
  for (let i = rank.length - 2; i >= 0; i--) up[i] = Math.min(up[i] ?? 0, (up[i + 1] ?? 0) - apart(i));
  for (const [i, name] of rank.entries()) y.set(name, ((down[i] ?? 0) + (up[i] ?? 0)) / 2);
};
