import { canonicalJson, type Json } from '../base/json.ts';
import type { Text } from '../base/text.ts';
import type { Form, FormValues } from './form.ts';
import { type Leaf, leavesOf } from './readable.ts';

/** A place that a correction changed, before and after as people read them (personal values masked); null where empty. */
export interface ChangedField {
  readonly path: string;
  readonly label: Text;
  readonly before: Text | null;
  readonly after: Text | null;
}

/** What differs between two fillings of one form. Compares what was filled in, not what is shown of it. */
export const changedFields = (form: Form, before: FormValues, after: FormValues): readonly ChangedField[] => {
  const old = leavesByPath(form, before);
  const now = leavesByPath(form, after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => spelled(old.get(path)) !== spelled(now.get(path)))
    .map((path) => ({
      path,
      label: (now.get(path) ?? old.get(path))?.label ?? { zh: path, en: path },
      before: old.get(path)?.shown ?? null,
      after: now.get(path)?.shown ?? null,
    }));
};

const leavesByPath = (form: Form, values: FormValues): ReadonlyMap<string, Leaf> =>
  new Map(leavesOf(form, values).map((leaf) => [leaf.path, leaf]));

const spelled = (leaf: Leaf | undefined): string => (leaf === undefined ? '' : canonicalJson(leaf.value as Json));
