import type { JsonObject } from '../../../core/base/json.ts';
import type { Instant } from '../../../core/base/time.ts';
import { appendToChain } from '../audit/append.ts';
import type { Database, Sql } from '../postgres/sql.ts';
import type { Sealer } from './sealer.ts';
import type { SmsSender } from './sms-sender.ts';
import type { AccountFacts } from './who.ts';

export interface PeopleConfig {
  /** Addresses under which browsers reach us, e.g. `https://qms.example.com`. The first one stands in links. */
  readonly origins: readonly [string, ...string[]];
  /** Host name of the first origin, e.g. `qms.example.com` or `localhost`: passkeys are bound to it and no other. */
  readonly rpId: string;
  readonly rpName: string;
  /** Names of the session cookie differ where several instances share a host, since cookies ignore the port. */
  readonly cookieName: string;
  /** True on an instance started as a demo, and on no other: signing in and signing by choosing a post. */
  readonly demo: boolean;
  /** Words that no password may contain, e.g. the names of the company. */
  readonly companyWords: readonly string[];
  /** `required`: no password alone lets anybody in (P04 §3.1). `whenEnrolled`: it does until a second factor is set up. */
  readonly secondFactor: Readonly<Record<'staff' | 'merchant' | 'auditor', 'required' | 'whenEnrolled'>>;
  readonly sessionIdleMs: number;
  readonly sessionAbsoluteMs: number;
}

export const PEOPLE_DEFAULTS = {
  rpName: '准绳 Plumbline',
  demo: false,
  companyWords: ['plumbline', '准绳'],
  secondFactor: { staff: 'required', auditor: 'required', merchant: 'whenEnrolled' },
  sessionIdleMs: 60 * 60_000,
  sessionAbsoluteMs: 12 * 60 * 60_000,
} as const satisfies Partial<PeopleConfig>;

/** What everything about signing in needs. Built once by whoever puts the server together. */
export interface People {
  readonly db: Database;
  readonly sealer: Sealer;
  /** Null where no gateway is set up: then one-time codes come from authenticator apps only. */
  readonly sms: SmsSender | null;
  readonly now: () => Instant;
  readonly config: PeopleConfig;
}

/** Sign-ins and credentials are chained per account: they neither wait for one another nor for changes of posts. */
export const recordAccess = (
  tx: Sql,
  account: Pick<AccountFacts, 'accountId' | 'personId' | 'entityId'>,
  at: Instant,
  kind: string,
  payload: JsonObject = {},
): Promise<unknown> =>
  appendToChain(tx, { entityId: account.entityId, chainId: `access:${account.accountId}` }, [
    { at, kind: `access.${kind}`, actor: { personId: account.personId, accountId: account.accountId }, payload },
  ]);
