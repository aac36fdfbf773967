import type { Text } from '../base/text.ts';
import type { LocalDate } from '../base/time.ts';
import type { ParameterDefinition, ParameterKind, ParameterValues, ParameterVersion } from './parameter.ts';
import { asFigure } from './parameter-builders.ts';
import { admission } from './parameters/admission.ts';
import { audits } from './parameters/audits.ts';
import { distributor, time } from './parameters/distributor.ts';
import { documents } from './parameters/documents.ts';
import { records } from './parameters/records.ts';
import { retentions } from './parameters/retention.ts';
import { emergencies, monitoring, safety } from './parameters/safety.ts';
import { security } from './parameters/security.ts';
import { complaints, stops } from './parameters/stops.ts';

const definitions = {
  ...time,
  ...admission,
  ...records,
  ...retentions,
  ...security,
  ...documents,
  ...stops,
  ...complaints,
  ...audits,
  ...safety,
  ...emergencies,
  ...monitoring,
  ...distributor,
};

export type ParameterId = keyof typeof definitions;

/** `parameters` as plain data, for lists and documents. */
export const parameters: Readonly<Record<ParameterId, ParameterDefinition>> = definitions;

export const parameterIds = Object.keys(parameters) as readonly ParameterId[];

type KindOf<Id extends ParameterId> = (typeof definitions)[Id]['kind'];
type Unset<Id extends ParameterId> = (typeof definitions)[Id] extends { mustBeSet: true } ? null : never;

/** What `parameterAt(id, …).value` is: `null` is possible only where the manuals leave the figure open. */
export type ParameterValue<Id extends ParameterId> = ParameterValues[KindOf<Id>] | Unset<Id>;

/** The ids of the parameters of one kind, e.g. `ParameterIdOf<'span'>` for what a limit may name. */
export type ParameterIdOf<K extends ParameterKind> = {
  [Id in ParameterId]: KindOf<Id> extends K ? Id : never;
}[ParameterId];

/** A version that a company has set by a controlled change; it goes before ours while it is valid. */
export interface ParameterOverride extends ParameterVersion<unknown> {
  readonly id: ParameterId;
}

export interface Parameter<Id extends ParameterId = ParameterId>
  extends Omit<ParameterVersion<ParameterValues[KindOf<Id>]>, 'value'> {
  readonly id: Id;
  readonly title: Text;
  readonly kind: KindOf<Id>;
  readonly unit?: Text;
  readonly anchor?: ParameterDefinition['anchor'];
  readonly value: ParameterValue<Id>;
}

const validAt = (version: ParameterVersion<unknown>, on: LocalDate): boolean =>
  version.from <= on && (version.to === undefined || on < version.to);

/** A company may change its own figure, never the law's: a statute's figure that stood beside ours stays. */
const withLaw = (own: ParameterVersion<unknown>, shipped: ParameterVersion<unknown> | undefined) => {
  const shippedFigures = shipped === undefined ? [] : [shipped, ...(shipped.beside ?? [])];
  const laws = shippedFigures.filter((figure) => figure.origin === 'law').map(asFigure);
  return { ...own, beside: [...(own.beside ?? []), ...laws] };
};

/**
 * The figure that is valid on a day, with its source. A company's own version goes before the shipped one, a later one
 * before an earlier one. A day before the first version falls under the first: what is found late is owed all the same.
 * `overrides` are those of one legal entity.
 */
export const parameterAt = <Id extends ParameterId>(
  id: Id,
  on: LocalDate,
  overrides: readonly ParameterOverride[] = [],
): Parameter<Id> => {
  const { versions, ...about } = parameters[id];
  const own = overrides.filter((o) => o.id === id && validAt(o, on)).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  const shipped = versions.findLast((v) => validAt(v, on)) ?? versions[0];
  return { ...about, ...(own === undefined ? shipped : withLaw(own, shipped)), id } as Parameter<Id>;
};

/** Parameters that a company has still to set before it may go live (decision 41). */
export const unsetParameters = (on: LocalDate, overrides: readonly ParameterOverride[]): readonly ParameterId[] =>
  parameterIds.filter((id) => parameters[id].mustBeSet === true && parameterAt(id, on, overrides).value === null);
