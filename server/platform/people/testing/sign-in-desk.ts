import type { Result } from '../../../../core/base/result.ts';
import { testDatabase } from '../../postgres/testing.ts';
import { activate, issueActivation } from '../activation.ts';
import { signInWithPassword } from '../password-sign-in.ts';
import { clockAt, houseForSpecs, moment, must, peopleForSpecs } from '../testing.ts';
import { totpCode, totpStep } from '../totp.ts';
import { type AccountFacts, accountFacts } from '../who.ts';

export const PASSWORD = '三号仓库后面有两棵银杏树吗';
export const MINUTE = 60_000;
export const visitor = { agent: 'spec', address: '192.0.2.1' };

export const codeOf = <T>(result: Result<T>) => (result.ok ? 'ok' : result.refusal.code);

const unbase32 = (text: string): Buffer => {
  const bits = [...text]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** A house whose people come to sign in, on a database and a clock of its own. */
export const openDesk = async () => {
  const clock = clockAt(moment('2025-06-02T09:00'));
  const db = await testDatabase();
  const house = await houseForSpecs(db.app);
  const { people, messages } = await peopleForSpecs(db.app, clock);
  let serial = 0;

  const linkFor = async (accountId: string): Promise<string> => {
    const link = await house.change(clock.now(), null, (c) => issueActivation(c, { accountId, entityId: 'north' }));
    return link.token;
  };
  const facts = async (accountId: string): Promise<AccountFacts> => {
    const found = await accountFacts(db.app, accountId, clock.now());
    if (found === null) throw new Error('no such account');
    return found;
  };
  /** A new account with a password, and its authenticator. */
  const activated = async () => {
    serial += 1;
    const loginName = `user${serial}`;
    const accountId = await house.hire(loginName, '王芳', ['n-admission']);
    const { totpSecret } = must(await activate(people, await linkFor(accountId), PASSWORD));
    const secret = unbase32(totpSecret ?? '');
    return {
      loginName,
      account: await facts(accountId),
      code: () => totpCode(secret, totpStep(clock.now())),
      signIn: (password = PASSWORD, totp?: string) =>
        signInWithPassword(
          people,
          { loginName, password, ...(totp === undefined ? {} : { code: totp }) },
          { agent: '', address: loginName },
        ),
    };
  };
  return { db, clock, house, people, messages, linkFor, activated };
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;
