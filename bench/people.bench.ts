import type { Actor } from '../core/people/actor.ts';
import { authorise } from '../core/people/authorise.ts';
import { hashPassword, verifyPassword } from '../server/platform/people/password-hash.ts';
import type { BenchResult } from './bench-result.ts';

const clerk: Actor = {
  kind: 'staff',
  personId: 'p',
  accountId: 'a',
  entityIds: ['mall'],
  posts: [
    { postId: 'own', entityIds: ['mall'], roles: ['admissionClerk', 'operationsStaff'] },
    { postId: 'lent', entityIds: ['mall'], roles: ['qualityLiaison'], onBehalfOf: 'q' },
  ],
};

const perSecond = (times: number, work: () => void): number => {
  const from = performance.now();
  for (let i = 0; i < times; i += 1) work();
  return Math.round((times / (performance.now() - from)) * 1000);
};

const subject = { entityId: 'mall', roles: ['qualityLiaison'], notBy: [{ personId: 'z' }] } as const;

export const run = async (): Promise<BenchResult[]> => {
  const ask = () => authorise(clerk, 'case.act', subject);
  perSecond(50_000, ask);
  const stored = await hashPassword('correct horse battery staple');
  const tries = 10;
  const from = performance.now();
  for (let i = 0; i < tries; i += 1) await verifyPassword(stored, 'correct horse battery staple');
  const each = (performance.now() - from) / tries;
  return [
    { name: 'people: authorise', value: perSecond(500_000, ask), unit: '1/s', atLeast: 200_000 },
    { name: 'people: verify a password (argon2id)', value: each, unit: 'ms', atLeast: 20, atMost: 150 },
  ];
};
