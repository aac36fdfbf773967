import type { Text } from '../../core/base/text.ts';
import type { Instant } from '../../core/base/time.ts';
import { decide } from '../../core/process/decide.ts';
import type { EventOf } from '../../core/process/events.ts';
import type { Timekeeper } from '../../core/process/run.ts';
import type { CaseState } from '../../core/process/state.ts';
import { noHash } from '../platform/audit/entry.ts';
import { contextFor } from './act.ts';
import type { Kernel, LockedCase } from './kernel.ts';
import { REACHES_YEAR, reachOf } from './recompute.ts';
import { MACHINE } from './wake.ts';

/** A clock that an import would move. */
export interface MovingLimit {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly limit: Text;
  readonly was: Instant | null;
  readonly dueAt: Instant;
  readonly provisional: boolean;
}

/** What an import would do to open clocks, found out without doing it. */
export interface MovePreview {
  /** Cases looked at; `complete` is false where there are more than were. */
  readonly cases: number;
  readonly complete: boolean;
  readonly moving: number;
  /** 暂定 that become firm, at whatever instant. */
  readonly becomeFirm: number;
  readonly earlier: number;
  readonly later: number;
  /** Those that fall due first. */
  readonly examples: readonly MovingLimit[];
}

const PAGE = 200;
const MOST_CASES = 20_000;
const EXAMPLES = 10;
const NO_CASE = '00000000-0000-0000-0000-000000000000';

const NEXT = `
  select c.id, c.entity_id, c.process, c.definition_version, c.number, c.subject, c.party_id, c.parent_id, c.state
  from (select distinct l.case_id from case_limits l where ${REACHES_YEAR} and l.case_id > $3 order by l.case_id limit $4) as x
  join cases c on c.id = x.case_id where c.ended_at is null order by c.id`;

interface Row {
  readonly id: string;
  readonly entity_id: string;
  readonly process: string;
  readonly definition_version: number;
  readonly number: string;
  readonly subject: string;
  readonly party_id: string | null;
  readonly parent_id: string | null;
  readonly state: CaseState;
}

const caseOf = (kernel: Kernel, row: Row): LockedCase => ({
  id: row.id,
  entityId: row.entity_id,
  process: kernel.processes.version(row.process, row.definition_version),
  number: row.number,
  subject: row.subject,
  partyId: row.party_id,
  parentId: row.parent_id,
  state: row.state,
  chain: { entityId: row.entity_id, chainId: row.id, seq: row.state.version, hash: noHash },
});

const movesIn = (kernel: Kernel, found: LockedCase, time: Timekeeper): readonly EventOf<'limitMoved'>[] => {
  const context = { ...contextFor(kernel, found, MACHINE, null, {}), time };
  const decided = decide(found.process, found.state, { do: 'recompute', why: 'calendar' }, context);
  return decided.ok ? decided.value.filter((event) => event.type === 'limitMoved') : [];
};

/** Asks the engine of each open case what it would decide under `time`; nothing is locked and nothing written. */
export const previewYear = async (kernel: Kernel, year: number, time: Timekeeper): Promise<MovePreview> => {
  const moving: (MovingLimit & { readonly firm: boolean })[] = [];
  let cases = 0;
  let after = NO_CASE;
  for (;;) {
    const rows = await kernel.db.query<Row>(NEXT, [...reachOf(year), after, PAGE]);
    const last = rows.at(-1);
    if (!last || cases >= MOST_CASES) {
      const examples = moving.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, EXAMPLES);
      return {
        cases,
        complete: !last,
        moving: moving.length,
        becomeFirm: moving.filter((move) => move.firm).length,
        earlier: moving.filter((move) => move.was !== null && move.dueAt < move.was).length,
        later: moving.filter((move) => move.was !== null && move.dueAt > move.was).length,
        examples: examples.map(({ firm: _, ...example }) => example),
      };
    }
    for (const row of rows) {
      const found = caseOf(kernel, row);
      for (const move of movesIn(kernel, found, time)) {
        const before = found.state.limits[move.key];
        moving.push({
          caseId: found.id,
          caseNumber: found.number,
          limit: found.process.limits[before?.limit ?? '']?.title ?? { zh: move.key, en: move.key },
          was: move.was,
          dueAt: move.dueAt,
          provisional: move.provisional,
          firm: before?.provisional === true && !move.provisional,
        });
      }
    }
    cases += rows.length;
    after = last.id;
  }
};
