import type { FormValues } from '../forms/form.ts';
import type { Effect, Process } from './definition.ts';
import { formAt, type Problem, type Say } from './definition-parts.ts';
import { splitMoment } from './limits.ts';
import { type CaseState, formKeyOf } from './state.ts';

type SubCase = Extract<Effect, { kind: 'subCase' }>;

const subCases = (process: Process): readonly (readonly [string, SubCase])[] =>
  Object.entries(process.effects).flatMap(([name, effect]) => (effect.kind === 'subCase' ? [[name, effect]] : []));

/** The opening form of a sub-case, from what was filled in the case that opens it; what was left empty there is left out. */
export const handedOn = (effect: SubCase, state: CaseState, item: string | null): FormValues => {
  const values = Object.entries(effect.hands).flatMap(([field, from]) => {
    const { ref, field: name } = splitMoment(from);
    const filled = state.forms[formKeyOf(ref, item)] ?? state.forms[formKeyOf(ref, null)];
    const value = filled?.[name];
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(values);
};

/** What is wrong with what a procedure hands to its sub-cases, as far as it can be seen without them. */
export const checkHands = (process: Process, say: Say): void => {
  for (const [name, { hands }] of subCases(process)) {
    for (const from of Object.values(hands)) {
      const { ref, field } = splitMoment(from);
      const found = formAt(process, ref)?.fields[field];
      if (!found) say(`effects.${name}`, `hands on ${from}, which nobody fills in`);
      else if (found.personal !== undefined) say(`effects.${name}`, `hands on ${from}, which is personal`);
    }
  }
};

/** The same between procedures: is there such a one, does the machine open it, and is its opening form filled? */
export const checkSubCases = (all: readonly Process[]): readonly Problem[] => {
  const problems: Problem[] = [];
  for (const process of all)
    for (const [name, effect] of subCases(process)) {
      const say = (problem: string): void => void problems.push({ where: `${process.name}.effects.${name}`, problem });
      const child = all.findLast((one) => one.name === effect.process);
      if (child) checkOpening(child, effect.hands, say);
      else say(`there is no procedure ${effect.process}`);
    }
  return problems;
};

const checkOpening = (child: Process, hands: SubCase['hands'], say: (problem: string) => void): void => {
  const { by, form } = child.start;
  if (by !== 'system') say(`${child.name} is opened by a person`);
  for (const field of Object.keys(hands))
    if (!Object.hasOwn(form.fields, field)) say(`${child.name} does not begin with ${field}`);
  for (const [field, { required }] of Object.entries(form.fields))
    if (required === true && !Object.hasOwn(hands, field)) say(`${child.name} needs ${field}`);
};
