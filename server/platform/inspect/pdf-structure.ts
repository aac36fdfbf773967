import { type Budget, type PdfDictionary, type PdfValue, readValue, skipBlanks } from './pdf-syntax.ts';
import { unfold } from './unfold.ts';

/** Bytes of a stream within the file, and the filters in the order in which a reader applies them. */
export interface PdfStream {
  readonly start: number;
  readonly end: number;
  readonly filters: readonly string[];
}

export interface PdfObject {
  /** NaN where the number could not be read; it is looked at all the same. */
  readonly number: number;
  readonly value: PdfValue;
  readonly stream: PdfStream | null;
}

/** Everything that any reader could take for an object of this file, whether or not the file's own table lists it. */
export interface PdfStructure {
  readonly objects: readonly PdfObject[];
  readonly trailers: readonly PdfDictionary[];
  /** All values under the object number: a file may define a number several times. */
  readonly resolve: (value: PdfValue | undefined) => readonly PdfValue[];
  readonly trouble: 'none' | 'tooComplex' | 'tooDeep' | 'bomb' | 'oddObjectStream';
}

export interface StructureLimits {
  /** Bytes that compressed parts may unfold to, images excepted. */
  readonly maxUnfoldedBytes: number;
}

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof Map;
export const nameOf = (value: PdfValue | undefined): string | null =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : null;

type Resolve = PdfStructure['resolve'];

const resolver = (objects: readonly PdfObject[]): Resolve => {
  const byNumber = new Map<number, PdfValue[]>();
  for (const { number, value } of objects) {
    const known = byNumber.get(number);
    if (known) known.push(value);
    else byNumber.set(number, [value]);
  }
  const resolve = (value: PdfValue | undefined, depth: number): readonly PdfValue[] => {
    if (value === undefined || value === null) return [];
    if (typeof value !== 'object' || !('ref' in value)) return [value];
    return depth > 4 ? [] : (byNumber.get(value.ref) ?? []).flatMap((one) => resolve(one, depth + 1));
  };
  return (value) => resolve(value, 0);
};

const filtersOf = (dictionary: PdfDictionary, resolve: Resolve): string[] => {
  const filters = resolve(dictionary.get('Filter') ?? dictionary.get('F'))[0];
  const list = Array.isArray(filters) ? filters.flatMap((one) => resolve(one)) : [filters];
  return list.flatMap((one) => nameOf(one) ?? []);
};

const streamAfter = (source: string, at: number, dictionary: PdfDictionary, resolve: Resolve): PdfStream | null => {
  if (!source.startsWith('stream', at)) return null;
  let start = at + 6;
  if (source.charCodeAt(start) === 13) start += 1;
  if (source.charCodeAt(start) === 10) start += 1;
  const filters = filtersOf(dictionary, resolve);
  const lengths = resolve(dictionary.get('Length')).filter((one): one is number => typeof one === 'number');
  for (const length of lengths) {
    const end = start + length;
    if (length >= 0 && source.startsWith('endstream', skipBlanks(source, end))) return { start, end, filters };
  }
  const found = source.indexOf('endstream', start);
  return { start, end: found < 0 ? source.length : found, filters };
};

/** Looks for the word itself, not along the file's table: what the table hides, some reader will find. */
const directObjects = (source: string, budget: Budget): { number: number; value: PdfValue; end: number }[] => {
  const found: { number: number; value: PdfValue; end: number }[] = [];
  const word = /obj/g;
  while (budget.characters > 0 && word.exec(source) !== null) {
    const at = word.lastIndex - 3;
    if (source.startsWith('end', at - 3)) continue;
    const before = /(\d{1,10})\s+\d{1,10}\s*$/.exec(source.slice(Math.max(0, at - 40), at).replaceAll('\0', ' '));
    const digits = /^\d*/.exec(source.slice(at + 3, at + 13))?.[0].length ?? 0;
    // "obj1234" is read as the object 1234 by lenient readers.
    const { value, end } = readValue(source, at + 3, budget);
    found.push({
      number: before ? Number(before[1]) : Number.NaN,
      value,
      end: digits > 0 && end === at ? at + 3 : end,
    });
  }
  return found;
};

const objectsWithin = (data: Buffer, dictionary: PdfDictionary, budget: Budget): PdfObject[] => {
  const first = Number(dictionary.get('First'));
  const count = Number(dictionary.get('N'));
  const source = data.toString('latin1');
  const numbers = source.slice(0, first).trim().split(/\s+/).map(Number);
  const found: PdfObject[] = [];
  for (let i = 0; i < count && 2 * i + 1 < numbers.length && budget.characters > 0; i += 1) {
    const at = first + (numbers[2 * i + 1] ?? 0);
    found.push({ number: numbers[2 * i] ?? Number.NaN, value: readValue(source, at, budget).value, stream: null });
  }
  return found;
};

const isImage = (dictionary: PdfDictionary, resolve: Resolve): boolean =>
  resolve(dictionary.get('Subtype')).some((one) => nameOf(one) === 'Image');

/** Readers take any stream with these two entries for an object stream, whatever its type says. */
const holdsObjects = (dictionary: PdfDictionary): boolean =>
  typeof dictionary.get('First') === 'number' && typeof dictionary.get('N') === 'number';

const unfoldStreams = (
  bytes: Buffer,
  direct: readonly PdfObject[],
  resolve: Resolve,
  budget: Budget,
  limits: StructureLimits,
): { inner: PdfObject[]; trouble: PdfStructure['trouble'] } => {
  const inner: PdfObject[] = [];
  let left = limits.maxUnfoldedBytes;
  for (const { value, stream } of direct) {
    if (stream === null || !isDictionary(value) || isImage(value, resolve)) continue;
    const unfolded = unfold(bytes.subarray(stream.start, stream.end), stream.filters, left);
    if (unfolded.kind === 'tooMuch') return { inner, trouble: 'bomb' };
    const data = unfolded.kind === 'bytes' ? unfolded.data : null;
    left -= data?.byteLength ?? 0;
    if (!holdsObjects(value)) continue;
    const predicted = resolve(value.get('DecodeParms')).some(
      (p) => isDictionary(p) && Number(p.get('Predictor') ?? 1) > 1,
    );
    if (unfolded.kind !== 'bytes' || !unfolded.whole || predicted) return { inner, trouble: 'oddObjectStream' };
    inner.push(...objectsWithin(unfolded.data, value, budget));
  }
  return { inner, trouble: 'none' };
};

const trailersOf = (source: string, budget: Budget): PdfDictionary[] => {
  const found: PdfDictionary[] = [];
  for (let at = source.indexOf('trailer'); at >= 0 && budget.characters > 0; at = source.indexOf('trailer', at + 7)) {
    const { value } = readValue(source, at + 7, budget);
    if (isDictionary(value)) found.push(value);
  }
  return found;
};

export const readStructure = (bytes: Buffer, limits: StructureLimits): PdfStructure => {
  const source = bytes.toString('latin1');
  const budget: Budget = { characters: 8 * source.length + 1_000_000, tooDeep: false };
  const found = directObjects(source, budget);
  const first = resolver(found.map(({ number, value }) => ({ number, value, stream: null })));
  const direct = found.map(({ number, value, end }): PdfObject => {
    return { number, value, stream: isDictionary(value) ? streamAfter(source, end, value, first) : null };
  });
  const { inner, trouble } = unfoldStreams(bytes, direct, first, budget, limits);
  const trailers = trailersOf(source, budget);
  const objects = [...direct, ...inner];
  const exhausted = budget.characters <= 0 ? 'tooComplex' : budget.tooDeep ? 'tooDeep' : trouble;
  return { objects, trailers, resolve: resolver(objects), trouble: exhausted };
};
