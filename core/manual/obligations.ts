import type { ChapterId } from './chapter.ts';
import d01 from './data/obligations/D01.json' with { type: 'json' };
import d02 from './data/obligations/D02.json' with { type: 'json' };
import d03 from './data/obligations/D03.json' with { type: 'json' };
import d04 from './data/obligations/D04.json' with { type: 'json' };
import d05 from './data/obligations/D05.json' with { type: 'json' };
import d06 from './data/obligations/D06.json' with { type: 'json' };
import d07 from './data/obligations/D07.json' with { type: 'json' };
import d08 from './data/obligations/D08.json' with { type: 'json' };
import d09 from './data/obligations/D09.json' with { type: 'json' };
import d10 from './data/obligations/D10.json' with { type: 'json' };
import d11 from './data/obligations/D11.json' with { type: 'json' };
import d12 from './data/obligations/D12.json' with { type: 'json' };
import d13 from './data/obligations/D13.json' with { type: 'json' };
import d14 from './data/obligations/D14.json' with { type: 'json' };
import p01 from './data/obligations/P01.json' with { type: 'json' };
import p02 from './data/obligations/P02.json' with { type: 'json' };
import p03 from './data/obligations/P03.json' with { type: 'json' };
import p04 from './data/obligations/P04.json' with { type: 'json' };
import p05 from './data/obligations/P05.json' with { type: 'json' };
import p06 from './data/obligations/P06.json' with { type: 'json' };
import p07 from './data/obligations/P07.json' with { type: 'json' };
import p08 from './data/obligations/P08.json' with { type: 'json' };
import p09 from './data/obligations/P09.json' with { type: 'json' };
import p10 from './data/obligations/P10.json' with { type: 'json' };
import p11 from './data/obligations/P11.json' with { type: 'json' };
import p12 from './data/obligations/P12.json' with { type: 'json' };
import p13 from './data/obligations/P13.json' with { type: 'json' };
import p14 from './data/obligations/P14.json' with { type: 'json' };
import p15 from './data/obligations/P15.json' with { type: 'json' };
import type { Obligation } from './obligation.ts';
import type { ObligationId } from './obligation-id.ts';

// The texts of all obligations (0.9 MB). The server and the command line import this file; the web asks the server and
// imports only the types of obligation.ts and obligation-id.ts.
const rowsByChapter: Readonly<Record<ChapterId, readonly object[]>> = {
  P01: p01,
  P02: p02,
  P03: p03,
  P04: p04,
  P05: p05,
  P06: p06,
  P07: p07,
  P08: p08,
  P09: p09,
  P10: p10,
  P11: p11,
  P12: p12,
  P13: p13,
  P14: p14,
  P15: p15,
  D01: d01,
  D02: d02,
  D03: d03,
  D04: d04,
  D05: d05,
  D06: d06,
  D07: d07,
  D08: d08,
  D09: d09,
  D10: d10,
  D11: d11,
  D12: d12,
  D13: d13,
  D14: d14,
};

/** The obligations of one chapter in the order of its clauses. */
export const obligationsOf = (chapter: ChapterId): readonly Obligation[] =>
  rowsByChapter[chapter] as readonly Obligation[];

export const obligations: readonly Obligation[] = Object.values(rowsByChapter).flat() as readonly Obligation[];

const byId: ReadonlyMap<string, Obligation> = new Map(obligations.map((row) => [row.id, row]));

export const isObligationId = (id: string): id is ObligationId => byId.has(id);

export const obligation = (id: ObligationId): Obligation => byId.get(id) as Obligation;
