import { randomUUID } from 'node:crypto';
import { Defect, type Result } from '../core/base/result.ts';
import { dateOf, type Instant } from '../core/base/time.ts';
import type { DayTable } from '../core/calendar/day-table.ts';
import type { TestOutcome } from '../core/manual/coverage.ts';
import { parameterAt } from '../core/manual/parameters.ts';
import { registryOf } from '../core/process/registry.ts';
import type { Timekeeper } from '../core/process/run.ts';
import { timekeeperOf } from '../core/process/timekeeper.ts';
import { addresses } from './addresses.ts';
import { type Drafts, draftsIn } from './case/drafts.ts';
import { formSealer } from './case/form-sealer.ts';
import type { Kernel } from './case/kernel.ts';
import { openSubCase, tellParent } from './case/sub-case.ts';
import type { DutyDeps } from './duties/open-due.ts';
import { announceTo } from './messages/announce.ts';
import { codeSenderOf, openChannels, robotsOf } from './messages/channels.ts';
import type { OutboxDeps } from './messages/outbox.ts';
import { changeHandler } from './modules/changes.ts';
import { modules } from './modules/registry.ts';
import { noticeHandler } from './papers/notices.ts';
import type { RecordKeeping } from './papers/record-keeping.ts';
import { openRecordReview, recordChanges } from './papers/record-review.ts';
import { recordHandler } from './papers/records.ts';
import type { AuditGate } from './platform/audit/health.ts';
import { openAudit } from './platform/audit/open-audit.ts';
import type { Sequencer } from './platform/audit/sequencer.ts';
import { type Calendar, openCalendar } from './platform/calendar/calendar.ts';
import { measureCalendar } from './platform/calendar/watch.ts';
import type { Config } from './platform/config/keys.ts';
import { NotDelivered } from './platform/delivery/not-delivered.ts';
import type { Blobs } from './platform/files/blobs.ts';
import { type FileStore, openFileStore } from './platform/files/file-store.ts';
import { openConfiguredBucket } from './platform/files/open-blobs.ts';
import { type JobRunner, openJobRunner } from './platform/jobs/runner.ts';
import { decrypt, encrypt, keyIdOf } from './platform/keys/envelope.ts';
import { type KeyRing, openKeyRing } from './platform/keys/key-ring.ts';
import { keptMasterKey, parseMasterKey } from './platform/keys/master-key.ts';
import { type Log, openLog } from './platform/log/log.ts';
import { safeError } from './platform/log/safe-error.ts';
import { type Metrics, openMetrics } from './platform/metrics/metrics.ts';
import { PEOPLE_DEFAULTS, type People } from './platform/people/people.ts';
import { sealerOf } from './platform/people/sealer.ts';
import type { SmsSender } from './platform/people/sms-sender.ts';
import { noRoomGate, openRoomGate, type RoomGate } from './platform/postgres/room.ts';
import type { Database } from './platform/postgres/sql.ts';

export interface AssembleOptions {
  readonly config: Config;
  readonly db: Database;
  /** A small pool of their own for the keys: sealing inside a transaction must not wait for the connection it holds up. */
  readonly keysDb: Database;
  readonly blobs: Blobs;
  /** Login address of the application, for the job queue's own connections. */
  readonly appUrl: string;
  readonly demo: boolean;
  readonly clock: () => Instant;
  readonly note: (sentence: string) => void;
  /** Outcomes of the tests of this very tree, for the register; none in production. */
  readonly evidence?: () => readonly TestOutcome[];
}

/** The parts of a running server, put together once; routes and work take what they need. */
export interface Parts extends OutboxDeps {
  readonly config: Config;
  readonly demo: boolean;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly kernel: Kernel;
  readonly calendar: Calendar;
  readonly duties: DutyDeps;
  /** Statutory time by a table that is not the present one, for previews. */
  readonly timekeeperOf: (table: DayTable) => Timekeeper;
  readonly jobs: JobRunner;
  readonly people: People;
  readonly ring: KeyRing;
  readonly files: FileStore;
  readonly drafts: Drafts;
  readonly sequencer: Sequencer;
  readonly gate: AuditGate;
  readonly room: RoomGate;
  readonly publicUrl: () => string;
  readonly listeningOn: (port: number) => void;
  readonly onCommit: (heard: () => void) => () => void;
  readonly evidence: () => readonly TestOutcome[];
  readonly ready: () => Promise<{ readonly ok: boolean; readonly parts: Readonly<Record<string, string>> }>;
}

const must = <T>(answer: Result<T>): T => {
  if (!answer.ok) throw new Defect(`${answer.refusal.message.zh} ${answer.refusal.message.en}`);
  return answer.value;
};

const masterKeyOf = ({ config, note }: AssembleOptions) => {
  if (config.masterKey !== undefined) return must(parseMasterKey(config.masterKey));
  const { key, made } = keptMasterKey(config.dataFolder);
  if (made)
    note(
      '已生成主密钥,请把 PLUMBLINE_DATA/secrets 另行备份。  A master key was made; back up PLUMBLINE_DATA/secrets elsewhere.',
    );
  return key;
};

/** A gateway that fails is told to the administrator by its code; neither phone nor one-time code is. */
const reporting = (sms: SmsSender | null, log: Log): SmsSender | null =>
  sms && {
    send: async (phone, message) => {
      try {
        await sms.send(phone, message);
      } catch (error) {
        log.notice(`one-time code not sent: ${error instanceof NotDelivered ? error.code : safeError(error).name}`);
        throw error;
      }
    },
  };

const peopleOf = (options: AssembleOptions, ring: KeyRing, log: Log, origins: [string, ...string[]]): People => ({
  db: options.db,
  sealer: sealerOf(ring),
  sms: reporting(codeSenderOf(options.config, options.clock), log),
  now: options.clock,
  config: {
    ...PEOPLE_DEFAULTS,
    origins,
    // Read when it is asked for: without a configured address the first origin is known once the server listens.
    get rpId() {
      return new URL(origins[0]).hostname;
    },
    secondFactor: {
      staff: options.config.secondFactorStaff,
      merchant: options.config.secondFactorMerchant,
      auditor: options.config.secondFactorAuditor,
    },
    cookieName: `plumbline-${options.config.port}`,
    demo: options.demo,
  },
});

/** Drafts lie under a key of their own: they are nobody's record yet and go when the act is done. */
const draftsOf = (options: AssembleOptions, ring: KeyRing): Drafts =>
  draftsIn(
    options.db,
    {
      encrypt: async (entityId, clear, context) =>
        encrypt(await ring.current(entityId, 'drafts'), Buffer.from(clear, 'utf8'), ['drafts', 'content', context]),
      decrypt: async (cipher, context) => {
        const key = (await ring.byId([keyIdOf(cipher)])).get(keyIdOf(cipher));
        if (!key) throw new Defect('the key of a draft is gone');
        return decrypt(key, cipher, ['drafts', 'content', context]).toString('utf8');
      },
    },
    options.clock,
  );

/** By the close of business of today, a parameter. */
const timekeeping =
  (clock: () => Instant) =>
  (table: DayTable): Timekeeper =>
    timekeeperOf(table, String(parameterAt('time.closeOfBusiness', dateOf(clock())).value));

const kernelOf = (
  options: AssembleOptions,
  calendar: Calendar,
  ring: KeyRing,
  files: FileStore,
  publicUrl: () => string,
  committed: () => void,
): Kernel => {
  const byTable = timekeeping(options.clock);
  const { config } = options;
  const papers = {
    store: files.keepPaper,
    publicUrl,
    holdSeconds: config.outboxHoldSeconds,
    bySms: config.smsUrl !== undefined && config.smsNoticeTemplate !== undefined,
  };
  const keeping: RecordKeeping = {
    kinds: modules.recordKinds,
    anchors: modules.anchors,
    openReview: (scene, kind, form) => openRecordReview(kernel, scene, kind, form),
  };
  const kernel: Kernel = {
    db: options.db,
    clock: options.clock,
    processes: registryOf(modules.processes),
    timekeeper: () => byTable(calendar.table()),
    keepUp: calendar.keepUp,
    parameter: () => (id, at) => {
      const { value, clause, beside } = parameterAt(id, dateOf(at));
      return [
        { value: String(value), clause },
        ...(beside ?? []).map((other) => ({ value: String(other.value), clause: other.clause })),
      ];
    },
    value: () => (id) => parameterAt(id, dateOf(options.clock())).value,
    facts: modules.facts,
    effects: {
      notice: noticeHandler(papers, modules.notices),
      record: recordHandler(papers, modules.records, keeping),
      change: changeHandler({ ...modules.changes, ...recordChanges(papers, keeping) }),
      subCase: openSubCase(() => kernel),
      tell: tellParent,
    },
    sealer: formSealer(ring, options.clock),
    announce: announceTo(robotsOf(config).map((robot) => robot.kind)),
    committed,
  };
  return kernel;
};

const listeners = () => {
  const heard = new Map<string, () => void>();
  return {
    committed: () => {
      for (const hear of heard.values()) hear();
    },
    onCommit: (hear: () => void) => {
      const id = randomUUID();
      heard.set(id, hear);
      return () => void heard.delete(id);
    },
  };
};

export const assemble = async (options: AssembleOptions): Promise<Parts> => {
  const { config, db, clock } = options;
  const log = openLog({ level: config.logLevel });
  const metrics = openMetrics();
  const ring = must(await openKeyRing({ db: options.keysDb, master: masterKeyOf(options), now: clock }));
  const files = openFileStore({ db, ring, blobs: options.blobs, clock });
  const { origins, listeningOn, publicUrl } = addresses(config);
  const { committed, onCommit } = listeners();
  const calendar = await openCalendar(db);
  measureCalendar(metrics, calendar, clock);
  const kernel = kernelOf(options, calendar, ring, files, publicUrl, committed);
  const onProblem = (part: string, problem: string): void =>
    problem === '' ? undefined : log.notice(`audit ${part}: ${problem}`);
  const { sequencer, gate } = await openAudit({
    db,
    dataFolder: config.dataFolder,
    witness: config.auditWitness,
    bucket: await openConfiguredBucket(config),
    now: clock,
    metrics,
    onProblem,
  });
  const room = config.databaseUrl === undefined ? await openRoomGate(config.dataFolder) : noRoomGate;
  return {
    config,
    db,
    clock,
    log,
    metrics,
    ring,
    files,
    kernel,
    calendar,
    duties: { kernel, table: calendar.table, duties: modules.duties, populations: modules.populations },
    timekeeperOf: timekeeping(clock),
    jobs: openJobRunner({ url: options.appUrl, database: db, log, metrics, clock, works: config.worker }),
    sequencer,
    gate,
    room,
    publicUrl,
    listeningOn,
    onCommit,
    demo: options.demo,
    evidence: options.evidence ?? (() => []),
    people: peopleOf(options, ring, log, origins),
    drafts: draftsOf(options, ring),
    channels: openChannels({ config, kernel, ring, files, clock, publicUrl }),
    ready: async () => {
      const [database, contents] = await Promise.all([
        db.query('select 1').then(
          () => 'up',
          () => 'down',
        ),
        files.state(),
      ]);
      const audit = gate.refusal() === null ? 'up' : 'stalled';
      const parts = {
        database: database === 'down' || room.refusal() === null ? database : 'full',
        audit,
        files: contents,
      };
      return { ok: Object.values(parts).every((part) => part === 'up'), parts };
    },
  };
};
