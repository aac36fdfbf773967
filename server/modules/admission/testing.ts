import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Defect, type Result } from '../../../core/base/result.ts';
import { type Instant, parseInstant } from '../../../core/base/time.ts';
import type { FormValues } from '../../../core/forms/form.ts';
import { admission } from '../../../core/modules/admission/process.ts';
import * as filled from '../../../core/modules/admission/testing/filled.ts';
import { recordReviews } from '../../../core/modules/registry.ts';
import { perform } from '../../case/act.ts';
import { formSealer } from '../../case/form-sealer.ts';
import type { Kernel } from '../../case/kernel.ts';
import { open } from '../../case/open.ts';
import { readCase } from '../../case/read/one-case.ts';
import { taskId } from '../../case/task-id.ts';
import { addHouse, kernelFor, merchant, staff, type TestClock } from '../../case/testing.ts';
import { noticeHandler } from '../../papers/notices.ts';
import type { RecordKeeping } from '../../papers/record-keeping.ts';
import { openRecordReview, recordChanges } from '../../papers/record-review.ts';
import { recordHandler } from '../../papers/records.ts';
import { diskBlobs } from '../../platform/files/disk.ts';
import { type FileStore, openFileStore } from '../../platform/files/file-store.ts';
import { sampleDocument, textPage } from '../../platform/inspect/sample-pdf.ts';
import { openKeyRing } from '../../platform/keys/key-ring.ts';
import { masterKeyOf } from '../../platform/keys/master-key.ts';
import { pdfText } from '../../platform/pdf/testing.ts';
import { type Database, openDatabase } from '../../platform/postgres/sql.ts';
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts';
import { changeHandler } from '../changes.ts';
import { modules } from '../registry.ts';

/** Invented enterprises with right check digits, one for each application. */
const enterprises: readonly { readonly name: string; readonly uscc: string }[] = [
  { name: '无锡云麓医疗器械有限公司', uscc: '91310115MA1DEM103N' },
  { name: '宁波青禾医疗器械有限公司', uscc: '91320505MA1DEM111T' },
  { name: '厦门海棠医疗器械有限公司', uscc: '91330106MA1DEM12XG' },
  { name: '长沙岳麓医疗器械有限公司', uscc: '91440305MA1DEM1387' },
  { name: '西安秦岭医疗器械有限公司', uscc: '91510107MA1DEM146Y' },
  { name: '郑州嵩岳医疗器械有限公司', uscc: '91110105MA1DEM1542' },
  { name: '合肥庐阳医疗器械有限公司', uscc: '91370202MA1DEM162W' },
  { name: '武汉珞珈医疗器械有限公司', uscc: '91420106MA1DEM170E' },
];

/** A house with real database, files, keys and papers, in which admissions are told through the write path. */

export const at = (iso: string): Instant => parseInstant(iso) as Instant;

const people = {
  merchant: merchant('mia', 'merchant-1'),
  clerk: staff('he', 'admissionClerk'),
  liaison: staff('zheng', 'qualityLiaison'),
  reviewer: staff('zhou', 'qualificationReviewer'),
  officer: staff('sun', 'complianceOfficer'),
  archivist: staff('qian', 'archivist'),
} as const;

export type Who = keyof typeof people;
export type Step = readonly [who: Who, ref: string, form: FormValues];

export interface PaperRow {
  readonly code: string;
  readonly number: string;
  readonly file_id: string;
  readonly sha256: string;
}

const unsealed = <T>(answer: Result<T>): T => {
  if (!answer.ok) throw new Defect(`${answer.refusal.code} ${JSON.stringify(answer.refusal.params ?? {})}`);
  return answer.value;
};

const key = (accountId: string) => ({ accountId, key: randomUUID(), requestHash: 'same' });

const signer = (name: string, now: Instant) => async (what: { readonly meaning: { zh: string; en: string } }) => ({
  ok: true as const,
  value: {
    record: {
      meaningZh: what.meaning.zh,
      meaningEn: what.meaning.en,
      method: 'passkey',
      name,
      at: now,
      contentHash: '',
    },
    write: async () => {},
  },
});

interface Equipment {
  readonly db: TestDatabase;
  readonly keysDb: Database;
  readonly files: FileStore;
  readonly folder: string;
  readonly clock: TestClock;
  readonly kernel: Kernel;
  /** While `fails`, no paper can be filed, as on a full disk. */
  readonly disk: { fails: boolean };
}

export class AdmissionHouse {
  private used = 0;
  private readonly with: Equipment;

  constructor(equipment: Equipment) {
    this.with = equipment;
  }

  get db(): TestDatabase {
    return this.with.db;
  }

  get kernel(): Kernel {
    return this.with.kernel;
  }

  get files(): FileStore {
    return this.with.files;
  }

  diskFails(fails: boolean): void {
    this.with.disk.fails = fails;
  }

  on(iso: string): void {
    this.with.clock.now = at(iso);
  }

  async upload(name: string, bytes = sampleDocument({ pages: [textPage()] })): Promise<string> {
    const by = people.merchant.accountId;
    const upload = { entityId: 'house', name, accept: 'pdfOrImage', by } as const;
    return unsealed(await this.with.files.put(Readable.from([bytes]), upload)).id;
  }

  /** An application of an enterprise that no other test speaks of, one real PDF standing for every document. */
  async application(changes: FormValues = {}, file?: { name?: string; bytes?: Buffer }): Promise<FormValues> {
    const who = enterprises[this.used++];
    if (!who) throw new Defect('no more enterprises');
    const id = await this.upload(file?.name ?? `${who.name}-申请材料-20250307.pdf`, file?.bytes);
    const named = { merchantName: who.name, permitHolder: who.name, uscc: who.uscc };
    const values = Object.entries(filled.application('II', { ...named, ...changes }));
    const isFile = (name: string): boolean => admission.start.form.fields[name]?.kind === 'files';
    return Object.fromEntries(values.map(([name, value]) => [name, isFile(name) ? [id] : value]));
  }

  apply(form: FormValues): Promise<Result<{ caseId: string; number: string }>> {
    return open(this.with.kernel, people.merchant, {
      process: 'merchant-admission',
      entityId: 'house',
      partyId: 'merchant-1',
      form,
      signed: null,
      idempotency: key(people.merchant.accountId),
    });
  }

  async opened(form: FormValues): Promise<string> {
    return unsealed(await this.apply(form)).caseId;
  }

  async state(caseId: string) {
    const found = await readCase(this.with.kernel, caseId);
    if (!found) throw new Defect('no such case');
    return found.state;
  }

  async act(caseId: string, ...[who, ref, form]: Step) {
    const [stage = '', action = ''] = ref.split('.');
    const state = await this.state(caseId);
    const tasks = admission.stages[stage]?.tasks;
    const task = Object.values(state.tasks).find(
      (one) => one.state === 'open' && one.stage === stage && tasks?.[one.task]?.actions[action],
    );
    return perform(this.with.kernel, people[who], {
      taskId: taskId(caseId, task?.key ?? 'none'),
      action,
      form,
      version: state.version,
      sign: signer(`签字人${people[who].personId}`, this.with.clock.now),
      idempotency: key(people[who].accountId),
    });
  }

  async acts(caseId: string, ...steps: readonly Step[]): Promise<void> {
    for (const step of steps) unsealed(await this.act(caseId, ...step));
  }

  async toProfessional(caseId: string): Promise<void> {
    await this.acts(
      caseId,
      ['clerk', 'completeness.accept', filled.receipt()],
      ['liaison', 'preliminary.pass', filled.preliminary()],
    );
  }

  async toResult(caseId: string, form: FormValues): Promise<void> {
    await this.toProfessional(caseId);
    await this.acts(
      caseId,
      ['reviewer', 'professional.passQuality', filled.quality({ verifications: filled.verifications(form) })],
      ['officer', 'professional.passCompliance', filled.compliance()],
      ['reviewer', 'summary.summarise', filled.summary()],
    );
  }

  papers(caseId: string): Promise<PaperRow[]> {
    return this.with.db.app.query<PaperRow>(
      'select code, number, file_id, sha256 from papers where case_id = $1 order by issued_at, act_seq',
      [caseId],
    );
  }

  async paper(caseId: string, code: string): Promise<PaperRow> {
    const found = (await this.papers(caseId)).find((paper) => paper.code === code);
    if (!found) throw new Defect(`no paper ${code}`);
    return found;
  }

  /** What a paper says, blanks left out. */
  async said(caseId: string, code: string): Promise<string> {
    return pdfText(await this.with.files.readWhole((await this.paper(caseId, code)).file_id));
  }

  async close(): Promise<void> {
    await this.with.files.close();
    await this.with.keysDb.close();
    await this.with.db.drop();
    rmSync(this.with.folder, { recursive: true });
  }
}

export const openAdmissionHouse = async (): Promise<AdmissionHouse> => {
  const clock: TestClock = { now: at('2025-03-07T16:00') };
  const now = () => clock.now;
  const db = await testDatabase();
  await addHouse(db.owner);
  await db.owner.query(`insert into persons (id, real_name) values ('he', '何受理')`);
  const keysDb = openDatabase(db.urls.app, { connections: 2 });
  const ring = unsealed(await openKeyRing({ db: keysDb, master: masterKeyOf(randomBytes(32)), now }));
  const folder = mkdtempSync(join(tmpdir(), 'admission-spec-'));
  const files = openFileStore({ db: db.app, ring, blobs: diskBlobs(folder), clock: now });
  const disk = { fails: false };
  const papers = {
    publicUrl: () => 'https://qms.example.com',
    store: async (...given: Parameters<FileStore['keepPaper']>) => {
      if (disk.fails) throw new Defect('no space left');
      return files.keepPaper(...given);
    },
  };
  const keeping: RecordKeeping = {
    kinds: modules.recordKinds,
    anchors: modules.anchors,
    openReview: (scene, kind, form) => openRecordReview(kernel, scene, kind, form),
  };
  const kernel: Kernel = kernelFor(db.app, clock, [admission, ...Object.values(recordReviews)], {
    facts: modules.facts,
    effects: {
      notice: noticeHandler({ ...papers, holdSeconds: 0, bySms: false }, modules.notices),
      record: recordHandler(papers, modules.records, keeping),
      change: changeHandler({ ...modules.changes, ...recordChanges(papers, keeping) }),
    },
    sealer: formSealer(ring, now),
  });
  return new AdmissionHouse({ db, keysDb, files, folder, clock, kernel, disk });
};
