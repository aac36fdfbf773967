import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../core/base/time.ts';
import { searchVector } from '../../server/case/write.ts';
import { openAudit } from '../../server/platform/audit/open-audit.ts';
import { prepareDatabase } from '../../server/platform/postgres/prepare.ts';
import { type Database, openDatabase } from '../../server/platform/postgres/sql.ts';
import { startServerProcess } from './server-process.ts';

/**
 * The demo's cases that are copied: one under professional review, with its history (the load acts on its kind), and one
 * just filed, without: nobody opens it, and its events would take longer to make than everything else together.
 */
const templates = [
  { party: 'demo-yunqi', share: 0.25, history: true },
  { party: 'demo-haiyan', share: 0.75, history: false },
] as const;

// Clocks of the copies run: after half a day the first would fall due and the server would be busy with them.
const KEEP_MS = 12 * 3_600_000;
const CHUNK = 10_000;

const root = join(import.meta.dirname, '..', '..');

/** A change of the schema, the demo or the procedure makes the kept data unfit. */
const madeFrom = (): string => {
  const hash = createHash('sha256');
  const sources = ['server/migrations/*.sql', 'server/demo/*.ts', 'core/modules/admission/*.ts'];
  for (const file of globSync(sources, { cwd: root }).sort()) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 12);
};

const NAMES = [...'安博辰德恩丰光海华嘉康朗明宁平清荣盛泰维信雅永源泽'];
const subjectOf = (n: number): string => {
  const pick = (by: number): string => NAMES[Math.floor(n / by) % NAMES.length] ?? '安';
  return `${pick(1)}${pick(25)}${pick(625)}医疗器械有限公司`;
};

const copyCases = async (owner: Database, template: string, from: number, to: number): Promise<void> => {
  for (let at = from; at < to; at += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, to - at) }, (_, i) => {
      const number = `RW-BENCH-${String(at + i).padStart(7, '0')}`;
      const subject = subjectOf(at + i);
      return {
        id: randomUUID(),
        number,
        subject,
        search: searchVector(number, subject),
        party: `bench-${(at + i) % 20_000}`,
      };
    });
    await owner.query(
      `insert into cases (id, entity_id, process, definition_version, number, subject, party_id, state, version, position,
         opened_at, due_at, breaches, search)
       select r.id, c.entity_id, c.process, c.definition_version, r.number, r.subject, r.party, c.state, c.version, c.position,
         c.opened_at - r.i * interval '1 ms', c.due_at, c.breaches, r.search::tsvector
       from cases c, rows from (unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])) with ordinality
         as r (id, number, subject, search, party, i)
       where c.id = $1`,
      [
        template,
        rows.map((row) => row.id),
        rows.map((row) => row.number),
        rows.map((row) => row.subject),
        rows.map((row) => row.search),
        rows.map((row) => row.party),
      ],
    );
  }
};

/** As `taskId` computes it. */
const TASK_ID = `encode(set_byte(set_byte(h.b, 6, (get_byte(h.b, 6) & 15) | 128), 8, (get_byte(h.b, 8) & 63) | 128), 'hex')::uuid`;

/** What hangs on a case, copied from the template to every copy in `seeded`. */
const besideCases = [
  `insert into case_tasks (id, case_id, key, entity_id, party_id, role, stage, task, item, state, claimed_by, assigned_to,
     opened_at, closed_at, urged_at, due_at, clock_from, provisional, breached, clause)
   select ${TASK_ID}, s.id, t.key, t.entity_id, s.party_id, t.role, t.stage, t.task, t.item, t.state, t.claimed_by,
     t.assigned_to, t.opened_at, t.closed_at, t.urged_at, t.due_at + s.n * interval '1 ms', t.clock_from, t.provisional,
     t.breached, t.clause
   from case_tasks t, seeded s, lateral (select substring(
     sha256(convert_to(s.id::text, 'UTF8') || '\\x00'::bytea || convert_to(t.key, 'UTF8')) for 16) as b) h
   where t.case_id = $1`,
  `insert into case_limits (case_id, key, limit_name, item, state, anchor_at, due_at, provisional, breached_at, settled_at, wake_at)
   select s.id, l.key, l.limit_name, l.item, l.state, l.anchor_at, l.due_at, l.provisional, l.breached_at, l.settled_at, l.wake_at
   from case_limits l, seeded s where l.case_id = $1`,
  `insert into case_files (case_id, file_id, document, act_seq, filed_at)
   select s.id, f.file_id, f.document, f.act_seq, f.filed_at from case_files f, seeded s where f.case_id = $1`,
  `insert into papers (id, entity_id, kind, code, title, title_en, number, case_id, act_seq, party_id, issued_at, issued_by,
     file_id, sha256, verify_token, delivered_at)
   select gen_random_uuid(), p.entity_id, p.kind, p.code, p.title, p.title_en, p.number || '-' || s.number, s.id, p.act_seq,
     s.party_id, p.issued_at, p.issued_by, p.file_id, p.sha256, gen_random_uuid()::text, p.delivered_at
   from papers p, seeded s where p.case_id = $1`,
  `insert into idempotency_keys (account_id, key, request_hash, case_id, at)
   select 'bench', gen_random_uuid()::text, repeat('0', 64), s.id, now() from seeded s, generate_series(1, 3)
   where $1::uuid is not null`,
];

const ENTRY = `
  with made as (
    insert into audit_entries (chain_id, seq, entity_id, at, kind, actor, payload, prev_hash, hash)
    select s.id::text, e.seq, e.entity_id, e.at, e.kind, e.actor, e.payload, s.head,
      sha256('\\x00'::bytea || convert_to(concat('[1,"', e.entity_id, '","', s.id, '",', e.seq, ',"', encode(s.head, 'hex'), '",',
        (extract(epoch from e.at) * 1000)::bigint, ',"', e.kind, '",', e.actor, ',', e.payload, ']'), 'UTF8'))
    from audit_entries e, seeded s where e.chain_id = $1::text and e.seq = $2
    returning chain_id, hash)
  update seeded set head = made.hash from made where seeded.id = made.chain_id::uuid`;

/**
 * The histories, one entry of every case at a time. The check of each entry's hash stays; the ends of the chains are
 * written once at the end instead of by the trigger, which is what makes two hundred thousand histories a matter of minutes.
 */
const copyHistories = async (owner: Database, template: string, tick: () => Promise<unknown>): Promise<void> => {
  const [row] = await owner.query<{ seq: number }>('select seq from audit_chains where chain_id = $1', [template]);
  await owner.query('alter table audit_entries disable trigger audit_entries_advance');
  for (let seq = 1; seq <= (row?.seq ?? 0); seq += 1) {
    await owner.query(ENTRY, [template, seq]);
    await tick();
  }
  await owner.query(
    `insert into audit_chains (chain_id, entity_id, seq, head) select s.id::text, c.entity_id, c.seq, s.head
     from seeded s, audit_chains c where c.chain_id = $1`,
    [template],
  );
  await owner.query('alter table audit_entries enable always trigger audit_entries_advance');
};

const copyTemplates = async (owner: Database, count: number, tick: () => Promise<unknown>): Promise<void> => {
  let from = 0;
  for (const { party, share, history } of templates) {
    const to = from + Math.round(count * share);
    const [template] = await owner.query<{ id: string }>('select id from cases where party_id = $1', [party]);
    if (!template) throw new Error(`the demo has no case of ${party}`);
    await copyCases(owner, template.id, from, to);
    await owner.query(
      `create unlogged table seeded as select id, number, party_id, row_number() over () as n, decode(repeat('00', 32), 'hex') as head
       from cases where number >= $1 and number < $2 and number like 'RW-BENCH-%'`,
      [`RW-BENCH-${String(from).padStart(7, '0')}`, `RW-BENCH-${String(to).padStart(7, '0')}`],
    );
    for (const statement of besideCases) await owner.query(statement, [template.id]);
    if (history) await copyHistories(owner, template.id, tick);
    await owner.query('drop table seeded');
    from = to;
  }
};

const fill = async (dataFolder: string, count: number): Promise<void> => {
  await (await startServerProcess(dataFolder)).stop();
  const prepared = await prepareDatabase({ dataFolder });
  const patient = { connections: 1, statementTimeoutMs: 600_000 };
  const owner = openDatabase(prepared.ownerUrl, patient);
  const app = openDatabase(prepared.appUrl, { ...patient, connections: 3 });
  try {
    const { sequencer, gate } = await openAudit({ db: app, dataFolder, now: () => Date.now() as Instant });
    await copyTemplates(owner, count, sequencer.tick);
    await gate.stop();
    await owner.query('vacuum (analyze)');
  } finally {
    await Promise.all([owner.close(), app.close()]);
    await prepared.stop();
  }
};

/**
 * A data folder of the demo with `count` cases more, each with its open work, clocks and papers, a quarter with their histories.
 * Made once and kept in the system's temporary folder for half a day.
 */
export const folderWithCases = async (count: number): Promise<string> => {
  const folder = join(tmpdir(), `plumbline-bench-${count}-${madeFrom()}`);
  const mark = join(folder, 'seeded');
  if (existsSync(mark) && Date.now() - statSync(mark).mtimeMs < KEEP_MS) return folder;
  rmSync(folder, { recursive: true, force: true });
  console.error(`  (making ${count.toLocaleString('en')} cases in ${folder})`);
  await fill(folder, count);
  writeFileSync(mark, '');
  return folder;
};

/** BENCH_CASES; the figures that count are taken with 200,000. */
export const casesWanted = (): number => Number(process.env.BENCH_CASES ?? 200_000);
