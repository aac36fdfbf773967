import type { FindingCode } from './findings.ts';
import { isDictionary, nameOf, type PdfStructure } from './pdf-structure.ts';
import type { PdfDictionary, PdfValue } from './pdf-syntax.ts';

/** What an action does by its name (ISO 32000-2, 12.6.4). GoTo, Named and URI within a link are harmless. */
const actions: Readonly<Record<string, FindingCode>> = {
  JavaScript: 'pdf.javaScript',
  Launch: 'pdf.launch',
  SubmitForm: 'pdf.action',
  ImportData: 'pdf.action',
  GoToR: 'pdf.action',
  GoToE: 'pdf.action',
  Rendition: 'pdf.action',
  Movie: 'pdf.action',
  Sound: 'pdf.action',
  RichMediaExecute: 'pdf.action',
};
const whatItDoes = new Set<FindingCode>(Object.values(actions));
const attachments = new Set(['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound', '3D']);
const harmlessOnOpening = new Set(['GoTo', 'Named']);

/** Every dictionary in a value, itself included, without recursion. */
function* dictionariesIn(value: PdfValue): Generator<PdfDictionary> {
  const open: PdfValue[] = [value];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (isDictionary(one)) {
      yield one;
      for (const inner of one.values()) open.push(inner);
    } else if (Array.isArray(one)) for (const inner of one as readonly PdfValue[]) open.push(inner);
  }
}

type Resolve = PdfStructure['resolve'];

const namesOf = (value: PdfValue | undefined, resolve: Resolve): string[] =>
  resolve(value).flatMap((one) => nameOf(one) ?? []);

/** An action that runs by itself, and those chained to it: only jumping to a page is allowed. */
const runsByItself = (value: PdfValue | undefined, resolve: Resolve): boolean => {
  const seen = new Set<PdfValue>();
  const open = [...resolve(value)];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    if (Array.isArray(one))
      for (const inner of one as readonly PdfValue[]) open.push(...resolve(inner).filter(isDictionary));
    if (!isDictionary(one)) continue;
    if (namesOf(one.get('S'), resolve).some((name) => !harmlessOnOpening.has(name))) return true;
    open.push(...resolve(one.get('Next')));
  }
  return false;
};

const additionalActions = (value: PdfValue | undefined, resolve: Resolve): boolean =>
  resolve(value).some((one) => isDictionary(one) && [...one.values()].some((action) => runsByItself(action, resolve)));

const findingsIn = (dictionary: PdfDictionary, resolve: Resolve): FindingCode[] => {
  const found: FindingCode[] = [];
  for (const name of namesOf(dictionary.get('S'), resolve)) {
    const finding = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (finding !== undefined) found.push(finding);
  }
  const types = [...namesOf(dictionary.get('Type'), resolve), ...namesOf(dictionary.get('Subtype'), resolve)];
  if (dictionary.has('EmbeddedFiles') || dictionary.has('EF') || types.includes('EmbeddedFile'))
    found.push('pdf.attachment');
  if (namesOf(dictionary.get('Subtype'), resolve).some((name) => attachments.has(name))) found.push('pdf.attachment');
  if (dictionary.has('XFA')) found.push('pdf.xfa');
  if (dictionary.has('OpenAction') && runsByItself(dictionary.get('OpenAction'), resolve)) found.push('pdf.openAction');
  if (dictionary.has('AA') && additionalActions(dictionary.get('AA'), resolve)) found.push('pdf.openAction');
  return found;
};

/** What the file would make a reader do, each kind once, wherever in the file it stands. */
export const activeContent = (structure: PdfStructure): FindingCode[] => {
  const found = new Set<FindingCode>();
  const values = [...structure.objects.map(({ value }) => value), ...structure.trailers];
  for (const value of values) {
    for (const dictionary of dictionariesIn(value)) {
      for (const finding of findingsIn(dictionary, structure.resolve)) found.add(finding);
    }
  }
  // What it would do says more than when it would.
  if ([...found].some((code) => whatItDoes.has(code))) found.delete('pdf.openAction');
  return [...found];
};

/** An encrypted file says so in a trailer or in the dictionary of a cross-reference stream. */
export const isEncrypted = (structure: PdfStructure): boolean =>
  structure.trailers.some((trailer) => trailer.has('Encrypt')) ||
  structure.objects.some(({ value }) => isDictionary(value) && value.has('Encrypt'));
