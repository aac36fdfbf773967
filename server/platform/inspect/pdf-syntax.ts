/**
 * Reads PDF objects, just far enough to know what a file asks a reader to do. It doesn't trust the file: it keeps no stack
 * of calls, a depth and a budget of characters end every attempt, and whatever makes no sense becomes null.
 */
export type PdfValue = null | boolean | number | PdfName | PdfReference | PdfText | readonly PdfValue[] | PdfDictionary;
export type PdfDictionary = ReadonlyMap<string, PdfValue>;
export interface PdfName {
  readonly name: string;
}
export interface PdfReference {
  readonly ref: number;
}
/** A string whose content nobody asked for. */
export interface PdfText {
  readonly text: true;
}

/** Shared by all reads of a file, so that nested or overlapping objects cannot cost more than a multiple of its size. */
export interface Budget {
  characters: number;
  tooDeep: boolean;
}

const MAX_DEPTH = 200;

const isBlank = (code: number): boolean =>
  code === 32 || code === 10 || code === 13 || code === 9 || code === 12 || code === 0;
const delimiters = new Set(Array.from('()<>[]{}/%', (c) => c.charCodeAt(0)));
const isRegular = (code: number): boolean => !Number.isNaN(code) && !isBlank(code) && !delimiters.has(code);

/** Names may spell any character as #xx: `/J#61vaScript` is `/JavaScript`. */
const decodedName = (raw: string): string =>
  raw.replace(/#([0-9a-fA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const endOfText = (source: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 40) depth += 1;
    else if (code === 41) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return source.length;
};

const endOfRegular = (source: string, from: number): number => {
  let at = from;
  while (isRegular(source.charCodeAt(at))) at += 1;
  return at;
};

/** Where blanks and comments from `from` on are over. */
export const skipBlanks = (source: string, from: number): number => {
  let at = from;
  for (;;) {
    const code = source.charCodeAt(at);
    if (isBlank(code)) at += 1;
    else if (code === 37) {
      while (at < source.length && source.charCodeAt(at) !== 10 && source.charCodeAt(at) !== 13) at += 1;
    } else return at;
  }
};

interface Open {
  readonly kind: 'top' | 'array' | 'dictionary';
  readonly items: PdfValue[];
}

const isName = (value: PdfValue | undefined): value is PdfName =>
  typeof value === 'object' && value !== null && 'name' in value;

const closed = ({ kind, items }: Open): PdfValue => {
  if (kind !== 'dictionary') return items;
  const entries = new Map<string, PdfValue>();
  for (let i = 0; i + 1 < items.length; i += 2) {
    const key = items[i];
    if (isName(key)) entries.set(key.name, items[i + 1] ?? null);
    // Out of step (a key without a value): go on with the next name, as readers do.
    else i -= 1;
  }
  return entries;
};

const words: Readonly<Record<string, PdfValue>> = { true: true, false: false, null: null };

/** Takes a bare word into the open container; false where the word ends the object. */
const takeWord = (word: string, into: Open): boolean => {
  const { items } = into;
  const last = items.at(-1);
  const before = items.at(-2);
  if (word === 'R' && typeof last === 'number' && typeof before === 'number') items.splice(-2, 2, { ref: before });
  else if (word in words) items.push(words[word] ?? null);
  else if (/^[+-]?[\d.]+$/.test(word)) items.push(Number.parseFloat(word));
  else if (/^(endobj|stream|endstream|obj|xref|trailer|startxref)/.test(word)) return false;
  else items.push(null);
  return true;
};

/**
 * Reads the value at `from`. `end` is where reading stopped: at `stream`, `endobj` or another word that ends an object.
 * Stops early, with what it has, when the budget is used up.
 */
export const readValue = (
  source: string,
  from: number,
  budget: Budget,
): { readonly value: PdfValue; readonly end: number } => {
  const open: Open[] = [{ kind: 'top', items: [] }];
  const top = open[0] as Open;
  let at = from;
  const close = (): void => {
    const done = open.length > 1 ? open.pop() : undefined;
    if (done) open.at(-1)?.items.push(closed(done));
  };
  while (budget.characters > 0) {
    const start = skipBlanks(source, at);
    const into = open.at(-1) ?? top;
    const code = source.charCodeAt(start);
    let next = start + 1;
    if (Number.isNaN(code)) break;
    const two = source.slice(start, start + 2);
    if (two === '<<' || code === 91) {
      if (open.length >= MAX_DEPTH) {
        budget.tooDeep = true;
        break;
      }
      open.push({ kind: code === 91 ? 'array' : 'dictionary', items: [] });
      if (code !== 91) next = start + 2;
    } else if (two === '>>' || code === 93) {
      close();
      if (code !== 93) next = start + 2;
    } else if (code === 40) {
      next = endOfText(source, start);
      into.items.push({ text: true });
    } else if (code === 60) {
      const end = source.indexOf('>', start);
      next = end < 0 ? source.length : end + 1;
      into.items.push({ text: true });
    } else if (code === 47) {
      next = endOfRegular(source, start + 1);
      into.items.push({ name: decodedName(source.slice(start + 1, next)) });
    } else if (isRegular(code)) {
      next = endOfRegular(source, start);
      const goesOn = takeWord(source.slice(start, next), into);
      if (!goesOn) {
        budget.characters -= start - at;
        at = start;
        break;
      }
    }
    budget.characters -= next - at;
    at = next;
  }
  while (open.length > 1) close();
  return { value: top.items[0] ?? null, end: at };
};
