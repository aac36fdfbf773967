import { hash as digest } from 'node:crypto';
import { Defect } from '../../core/base/result.ts';
import type { FormValues } from '../../core/forms/form.ts';
import type { ParameterIdOf } from '../../core/manual/parameters.ts';
import { draw, fingerprint, seedOf, shareOf } from '../../core/process/draw.ts';
import type { Drawing } from '../../core/process/duty.ts';
import type { Sql } from '../platform/postgres/sql.ts';

/** One that may be drawn: by its number, in its group where the share depends on one (a grade of risk). */
export interface Member {
  readonly number: string;
  readonly group?: string;
}

/** All that an occurrence may draw from. Of a past period it must find the same again; the order is no matter. */
export type Population = (
  tx: Sql,
  on: { readonly entityId: string; readonly period: string },
) => Promise<readonly Member[]>;

export const sha256 = (text: string): string => digest('sha256', text, 'hex');

/** The newest head of the audit that stands in a place outside the database: nobody could choose it. */
export const publishedHead = async (tx: Sql): Promise<string | null> => {
  const [row] = await tx.query<{ size: number; root: string }>(
    `select size, statement::jsonb ->> 'root' as root from audit_heads
     where size <= (select max(size) from audit_status where part like 'place:%') order by size desc limit 1`,
  );
  return row ? `${row.size}:${row.root}` : null;
};

type Percent = (id: ParameterIdOf<'number'>) => number;

const drawnFrom = (members: readonly Member[], drawing: Drawing, seed: string, percent: Percent): readonly Member[] => {
  const { share } = drawing;
  if (typeof share === 'string') {
    const ids = members.map(({ number }) => number);
    return draw(ids, shareOf(percent(share), ids.length), seed, sha256).map((number) => ({ number }));
  }
  const stray = members.find(({ group }) => group === undefined || !(group in share));
  if (stray) throw new Defect(`${stray.number} is in no group that ${drawing.from} knows`);
  return Object.entries(share).flatMap(([group, parameter]) => {
    const ids = members.filter((one) => one.group === group).map(({ number }) => number);
    return draw(ids, shareOf(percent(parameter), ids.length), seed, sha256).map((number) => ({ number, group }));
  });
};

/** What the opening of an occurrence says of its draw; `occasion` names entity, duty and period. */
export const drawingOf = (
  head: string,
  occasion: string,
  members: readonly Member[],
  drawing: Drawing,
  percent: Percent,
): FormValues => {
  const seed = seedOf(head, occasion, sha256);
  const named = members.map(({ number, group }) => (group === undefined ? number : `${group} ${number}`));
  return {
    head,
    seed,
    population: members.length,
    fingerprint: fingerprint(named, sha256),
    sample: drawnFrom(members, drawing, seed, percent),
  };
};
