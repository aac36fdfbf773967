import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  passkeyRegistrationOptions,
  passkeySignInOptions,
  registerPasskey,
  revokePasskey,
  signInWithPasskey,
} from './passkeys.ts';
import { codeOf, type Desk, MINUTE, openDesk, visitor } from './testing/sign-in-desk.ts';
import { softwareAuthenticator } from './testing/software-authenticator.ts';
import { must, ORIGIN } from './testing.ts';

let desk: Desk;
let db: Desk['db'];
let clock: Desk['clock'];
let people: Desk['people'];
let activated: Desk['activated'];

beforeAll(async () => {
  desk = await openDesk();
  ({ db, clock, people, activated } = desk);
});
afterAll(() => db.drop());
beforeEach(() => clock.forward(10 * MINUTE));

describe('a passkey', () => {
  const withPasskey = async () => {
    const user = await activated();
    const device = softwareAuthenticator('localhost', ORIGIN);
    const options = await passkeyRegistrationOptions(people, user.account);
    must(await registerPasskey(people, user.account, device.create(options), '手机'));
    return { ...user, device };
  };

  test('signs in without name or password, once for each challenge', async () => {
    const { device, account } = await withPasskey();
    const assertion = device.get(await passkeySignInOptions(people));
    const session = must(await signInWithPasskey(people, assertion, visitor));
    expect(session.account.accountId).toBe(account.accountId);
    expect(codeOf(await signInWithPasskey(people, assertion, visitor))).toBe('passkey.refused');
  });

  test('is refused when it is not registered, was revoked, comes from another site, or was copied', async () => {
    const { device, account } = await withPasskey();
    const tryWith = async (d: typeof device) =>
      codeOf(await signInWithPasskey(people, d.get(await passkeySignInOptions(people)), visitor));
    expect(await tryWith(softwareAuthenticator('localhost', ORIGIN))).toBe('passkey.refused');
    const elsewhere = softwareAuthenticator('localhost', 'https://evil.example');
    const options = await passkeyRegistrationOptions(people, account);
    expect(codeOf(await registerPasskey(people, account, elsewhere.create(options), 'x'))).toBe('passkey.refused');
    device.counter = 5;
    expect(await tryWith(device)).toBe('ok');
    device.counter = 2;
    expect(await tryWith(device)).toBe('passkey.refused');
    device.counter = 9;
    await revokePasskey(people, account, device.id);
    expect(await tryWith(device)).toBe('passkey.refused');
  });

  test.each([undefined, null, 5, {}, { id: 'x' }, { id: 'x', response: { clientDataJSON: 'e30' } }])(
    'nonsense in its place (%j) is refused',
    async (nonsense) => {
      expect(codeOf(await signInWithPasskey(people, nonsense, visitor))).toBe('passkey.refused');
    },
  );
});
