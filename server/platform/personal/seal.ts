import { hash, randomBytes, randomUUID } from 'node:crypto';
import { canonicalJson, type Json } from '../../../core/base/json.ts';
import { Defect } from '../../../core/base/result.ts';
import type { PersonalKind } from '../../../core/identifiers/kind.ts';
import { HIDDEN, mask } from '../../../core/identifiers/mask.ts';
import { type DataKey, decrypt, encrypt, type Place } from '../keys/envelope.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { type SearchForm, termsOf, tokenOf } from './search-token.ts';

/** What stands in events, records and audit in place of a personal value. */
export interface Sealed {
  readonly $sealed: {
    readonly ref: string;
    /** SHA-256 in hexadecimal of a salt of 32 bytes, kept with the ciphertext, and the canonical value. */
    readonly commitment: string;
  };
}

export interface PersonalInput {
  /** Id of the person (or merchant) whose value it is: what is destroyed together. */
  readonly subject: string;
  readonly kind: PersonalKind;
  readonly value: Json;
  /** UUID of the case or record that the value belongs to. */
  readonly holder?: string;
}

/** A row of personal_values to be. */
export interface PersonalRow {
  readonly ref: string;
  readonly entity: string;
  readonly subject: string;
  readonly kind: PersonalKind;
  readonly holder: string | null;
  readonly mask: string;
  readonly keyId: string;
  readonly ciphertext: Buffer;
}

/** A row of personal_index to be. */
export interface TokenRow {
  readonly token: Buffer;
  readonly ref: string;
  readonly form: SearchForm;
  readonly keyId: string;
}

export interface PreparedSeal {
  /** In the order of the inputs. */
  readonly sealed: readonly Sealed[];
  readonly rows: readonly PersonalRow[];
  readonly tokens: readonly TokenRow[];
}

/** The keys that sealing needs, so that sealing itself waits for nothing. */
export interface SealKeys {
  readonly entity: string;
  readonly subjects: ReadonlyMap<string, DataKey>;
  readonly index: DataKey;
}

const SALT_BYTES = 32;

export const sealKeys = async (ring: KeyRing, entity: string, subjects: readonly string[]): Promise<SealKeys> => {
  const [bySubject, index] = await Promise.all([ring.forSubjects(entity, subjects), ring.current(entity, 'index')]);
  return { entity, subjects: bySubject, index };
};

type Identity = Pick<PersonalRow, 'ref' | 'entity' | 'subject' | 'kind'>;

const placeOf = ({ ref, entity, subject, kind }: Identity): Place => [
  'personal_values',
  'ciphertext',
  ref,
  entity,
  subject,
  kind,
];

/** The salt has a fixed length and stands first: salt and value cannot be cut apart elsewhere. */
const commitmentOf = (saltAndValue: Uint8Array): string => hash('sha256', saltAndValue, 'hex');

export const tokensOf = (key: DataKey, ref: string, kind: PersonalKind, value: Json): TokenRow[] =>
  typeof value !== 'string'
    ? []
    : termsOf(kind, value).map((term) => ({ token: tokenOf(key, kind, term), ref, form: term.form, keyId: key.id }));

const sealOne = (keys: SealKeys, input: PersonalInput): { sealed: Sealed; row: PersonalRow; tokens: TokenRow[] } => {
  const { subject, kind, value, holder = null } = input;
  const key = keys.subjects.get(subject);
  if (key === undefined) throw new Defect(`no key at hand for subject ${subject}: ask sealKeys for it`);
  const identity = { ref: randomUUID(), entity: keys.entity, subject, kind };
  const clear = Buffer.concat([randomBytes(SALT_BYTES), Buffer.from(canonicalJson(value), 'utf8')]);
  const ciphertext = encrypt(key, clear, placeOf(identity));
  const shown = typeof value === 'string' ? mask(kind, value) : HIDDEN;
  return {
    sealed: { $sealed: { ref: identity.ref, commitment: commitmentOf(clear) } },
    row: { ...identity, holder, mask: shown, keyId: key.id, ciphertext },
    tokens: tokensOf(keys.index, identity.ref, kind, value),
  };
};

/**
 * Seals values without touching the database: put `sealed` where the values stood, and give `rows` and `tokens` to
 * insertSealed in the same transaction. Sealing the same value twice gives two refs and two unlike commitments.
 */
export const prepareSeal = (keys: SealKeys, inputs: readonly PersonalInput[]): PreparedSeal => {
  const all = inputs.map((input) => sealOne(keys, input));
  return {
    sealed: all.map((one) => one.sealed),
    rows: all.map((one) => one.row),
    tokens: all.flatMap((one) => one.tokens),
  };
};

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Sealed>).$sealed?.ref === 'string';

/** A value opened, with the commitment computed anew: it must be the one that the event holds. */
export interface Opened {
  readonly value: Json;
  readonly commitment: string;
}

/** Throws a Defect where the ciphertext was altered or belongs to another row. */
export const open = (key: DataKey, identity: Identity, ciphertext: Uint8Array): Opened => {
  const clear = decrypt(key, ciphertext, placeOf(identity));
  const canonical = clear.subarray(SALT_BYTES).toString('utf8');
  return { value: JSON.parse(canonical) as Json, commitment: commitmentOf(clear) };
};

/** The same salt and value under another key; what the events say stays true. */
export const reseal = (from: DataKey, to: DataKey, identity: Identity, ciphertext: Uint8Array): Buffer =>
  encrypt(to, decrypt(from, ciphertext, placeOf(identity)), placeOf(identity));
