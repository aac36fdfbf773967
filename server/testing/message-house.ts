import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Defect, type Result } from '../../core/base/result.ts';
import { instant, parseInstant } from '../../core/base/time.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { assemble, type Parts } from '../assemble.ts';
import { open } from '../case/open.ts';
import { applicants } from '../demo/applicants.ts';
import { applicationOf } from '../demo/applications.ts';
import { sampleDocument } from '../demo/documents.ts';
import { loadDemoOrganisation, openDemoMerchants } from '../demo/organisation.ts';
import { readConfig } from '../platform/config/config.ts';
import { diskBlobs } from '../platform/files/disk.ts';
import { accountFacts, actorOf } from '../platform/people/who.ts';
import { openDatabase } from '../platform/postgres/sql.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';

const given = <T>(answer: Result<T, unknown>): T => {
  if (!answer.ok) throw new Defect(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
};

export interface House {
  readonly db: TestDatabase;
  readonly parts: Parts;
  /** Another process on the same database. */
  readonly beside: (env?: Readonly<Record<string, string>>) => Promise<Parts>;
  readonly clock: { now: number };
  readonly as: (loginName: string) => Promise<Principal>;
  /** The merchant files an application; the notice of receipt goes out with it. */
  readonly apply: () => Promise<{ readonly caseId: string; readonly number: string }>;
  readonly address: string;
  readonly close: () => Promise<void>;
}

const [applicant] = applicants;

/** A real house on a database of its own: organisation, one merchant, real papers; only the clock stands still. */
export const messageHouse = async (env: Readonly<Record<string, string>>): Promise<House> => {
  if (!applicant) throw new Defect('no applicant');
  const db = await testDatabase();
  const keysDb = openDatabase(db.urls.app, { connections: 2 });
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-messages-'));
  const clock = { now: parseInstant('2026-03-02T10:00') as number };
  const opened: Parts[] = [];
  const process = async (extra: Readonly<Record<string, string>> = {}): Promise<Parts> => {
    const config = given(readConfig({ PLUMBLINE_DATA: folder, PLUMBLINE_LOG_LEVEL: 'silent', ...env, ...extra }));
    const note = () => {};
    const parts = await assemble({
      config,
      db: db.app,
      keysDb,
      blobs: diskBlobs(join(folder, 'files')),
      appUrl: db.urls.app,
      demo: true,
      clock: () => instant(clock.now),
      note,
    });
    opened.push(parts);
    return parts;
  };
  const parts = await process();
  const now = parts.clock();
  const founded = instant(now - 400 * 86_400_000);
  await loadDemoOrganisation(parts.db, now, founded);
  await parts.db.transaction((tx) => openDemoMerchants(tx, now, founded, applicants));
  const as = async (loginName: string): Promise<Principal> => {
    const [row] = await db.app.query<{ id: string }>('select id from accounts where login_name = $1', [loginName]);
    const account = row && (await accountFacts(db.app, row.id, parts.clock()));
    if (!account) throw new Defect(`no account ${loginName}`);
    return actorOf(db.app, account, parts.clock());
  };
  return {
    db,
    parts,
    beside: process,
    clock,
    as,
    address: applicationOf(applicant, {}).contactEmail as string,
    apply: async () => {
      const principal = await as(applicant.loginName);
      const bytes = sampleDocument('材料', applicant.name, ['样本'], parts.clock());
      const name = `${applicant.name}-入网材料-20260302.pdf`;
      const upload = { entityId: 'mall', name, accept: 'pdf', by: principal.accountId } as const;
      const names = ['businessLicence', 'permit', 'registrations', 'idCard'];
      const files: Record<string, string> = {};
      for (const field of names) files[field] = given(await parts.files.put(Readable.from([bytes]), upload)).id;
      return given(
        await open(parts.kernel, principal, {
          process: 'merchant-admission',
          entityId: 'mall',
          partyId: applicant.partyId,
          form: applicationOf(applicant, files),
          signed: {
            record: {
              meaningZh: '提交',
              meaningEn: 'Filed',
              method: 'test',
              name: 'test',
              at: parts.clock(),
              contentHash: '',
            },
            write: async () => {},
          },
          idempotency: { accountId: principal.accountId, key: randomUUID(), requestHash: 'test' },
        }),
      );
    },
    close: async () => {
      for (const one of opened) {
        await one.gate.stop();
        await one.files.close();
      }
      await keysDb.close();
      await db.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
