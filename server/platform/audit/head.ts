import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hash as digest,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { canonicalJson } from '../../../core/base/json.ts';
import { Defect } from '../../../core/base/result.ts';
import { formatInstant, type Instant } from '../../../core/base/time.ts';
import { type Hash, noHash } from './entry.ts';

/** What is signed and published: "at this time the log had this many entries and this root". */
export interface HeadStatement {
  /** ISO 8601 with offset. */
  readonly at: string;
  /** SHA-256 of the index line that is published with it. */
  readonly index: Hash;
  /** `keyId` of the public key that verifies it. */
  readonly key: string;
  /** SHA-256 of the statement before, so that no head can be dropped silently; `noHash` for the first. */
  readonly previous: Hash;
  readonly root: Hash;
  readonly size: number;
}

export interface SignedHead {
  readonly statement: HeadStatement;
  /** Ed25519 in base64 over `signedBytes`. */
  readonly signature: string;
}

/** One entry as a published index names it: enough to say which one was touched, nothing of what it says. */
export interface IndexEntry {
  readonly entityId: string;
  readonly chainId: string;
  readonly seq: number;
  readonly hash: Hash;
  readonly mark: string;
}

export interface HeadSigner {
  readonly keyId: string;
  /** SPKI, PEM: to be published. */
  readonly publicKey: string;
  readonly sign: (bytes: Buffer) => string;
}

export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

/** `pem`: an Ed25519 private key in PKCS #8. */
export const headSigner = (pem: string): HeadSigner => {
  const secret = createPrivateKey(pem);
  if (secret.asymmetricKeyType !== 'ed25519') throw new Defect('the key that signs audit heads must be an Ed25519 key');
  const shown = createPublicKey(secret);
  return {
    keyId: keyIdOf(shown),
    publicKey: shown.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => sign(null, bytes, secret).toString('base64'),
  };
};

/** A new private key, PEM. */
export const newHeadKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const statementText = (statement: HeadStatement): string => canonicalJson({ ...statement });

export const statementHash = (statement: string): Hash => digest('sha256', statement, 'hex');

/** The prefix keeps a signature over a head from ever being one over something else. */
export const signedBytes = (statement: string): Buffer => Buffer.from(`plumbline audit head 1\n${statement}`);

export const signHead = (
  signer: HeadSigner,
  head: { size: number; root: Hash; at: Instant; index: string; previous: HeadStatement | null },
): SignedHead => {
  const statement: HeadStatement = {
    at: formatInstant(head.at),
    index: digest('sha256', head.index, 'hex'),
    key: signer.keyId,
    previous: head.previous === null ? noHash : statementHash(statementText(head.previous)),
    root: head.root,
    size: head.size,
  };
  return { statement, signature: signer.sign(signedBytes(statementText(statement))) };
};

export const signatureFits = (key: KeyObject, statement: string, signature: string): boolean =>
  verify(null, signedBytes(statement), key, Buffer.from(signature, 'base64'));

/** One line; names have neither blanks nor quotes. `from` is the position of the first entry. */
export const indexLine = (from: number, entries: readonly IndexEntry[]): string =>
  `{"from":${from},"index":[${entries.map((e) => `"${e.entityId} ${e.chainId} ${e.seq} ${e.hash} ${e.mark}"`).join(',')}]}`;

/** `{"head":{…},"signature":"…"}` */
export const headLine = ({ statement, signature }: SignedHead): string =>
  `{"head":${statementText(statement)},"signature":"${signature}"}`;

export const readIndexLine = (line: string): { from: number; entries: IndexEntry[] } => {
  const { from, index } = JSON.parse(line) as { from: number; index: string[] };
  const entries = index.map((text) => {
    const [entityId = '', chainId = '', seq = '', hash = '', mark = ''] = text.split(' ');
    return { entityId, chainId, seq: Number(seq), hash, mark };
  });
  return { from, entries };
};
