import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A passkey in software, for specs: an ES256 key, attestation `none`, user present and verified. */
export interface SoftwareAuthenticator {
  readonly id: string;
  readonly create: (options: { readonly challenge: string }) => unknown;
  readonly get: (options: { readonly challenge: string }) => unknown;
  counter: number;
}

type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

const head = (major: number, n: number): Buffer =>
  n < 24
    ? Buffer.of((major << 5) | n)
    : n < 256
      ? Buffer.of((major << 5) | 24, n)
      : Buffer.of((major << 5) | 25, n >> 8, n & 0xff);

/** As much of CBOR as an attestation needs. */
const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const map = value as ReadonlyMap<number | string, Cbor>;
  return Buffer.concat([head(5, map.size), ...[...map].flatMap(([k, v]) => [cbor(k), cbor(v)])]);
};

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const b64 = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url');

const PRESENT_AND_VERIFIED = 0x05;
const WITH_CREDENTIAL = 0x40;

export const softwareAuthenticator = (rpId: string, origin: string): SoftwareAuthenticator => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(16);
  const cose = cbor(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(jwk.x ?? '', 'base64url')],
      [-3, Buffer.from(jwk.y ?? '', 'base64url')],
    ]),
  );
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (counter: number, flags: number): Buffer => {
    const tail = Buffer.alloc(5);
    tail[0] = flags;
    tail.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), tail]);
  };
  const id = b64(credentialId);
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  const self: SoftwareAuthenticator = {
    id,
    counter: 0,
    create: ({ challenge }) => {
      const length = Buffer.of(0, credentialId.length);
      const attested = Buffer.concat([
        authData(0, PRESENT_AND_VERIFIED | WITH_CREDENTIAL),
        Buffer.alloc(16),
        length,
        credentialId,
        cose,
      ]);
      const attestation = new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', attested],
      ]);
      return {
        ...common,
        response: {
          clientDataJSON: b64(clientData('webauthn.create', challenge)),
          attestationObject: b64(cbor(attestation)),
          transports: ['internal'],
        },
      };
    },
    get: ({ challenge }) => {
      self.counter += 1;
      const data = authData(self.counter, PRESENT_AND_VERIFIED);
      const client = clientData('webauthn.get', challenge);
      return {
        ...common,
        response: {
          clientDataJSON: b64(client),
          authenticatorData: b64(data),
          signature: b64(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
        },
      };
    },
  };
  return self;
};
