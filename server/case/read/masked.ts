/** Sealed values in what is shown: found by their mark, replaced by their mask. */

interface Sealed {
  readonly $sealed: { readonly ref: string };
}

const isSealed = (value: object): value is Sealed => '$sealed' in value;

/** Refs of all sealed values in anything made of JSON. */
export const sealedRefs = (value: unknown): readonly string[] => {
  if (value === null || typeof value !== 'object') return [];
  if (isSealed(value)) return [value.$sealed.ref];
  return Object.values(value).flatMap(sealedRefs);
};

/** The same with each sealed value as people see it (138****5678); one that was lawfully destroyed says so. */
export const masked = (value: unknown, masks: ReadonlyMap<string, string | null>): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (isSealed(value)) return masks.get(value.$sealed.ref) ?? '(已依法销毁 destroyed)';
  if (Array.isArray(value)) return value.map((one) => masked(one, masks));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(one, masks)]));
};
