import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleDocument, textPage } from '../platform/inspect/sample-pdf.ts';
import { describeWhere } from '../platform/testing/only-where.ts';
import { application, apply, papersOf, receipt, taskOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import type { Visitor } from '../testing/visitor.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-full-'));
const files = join(root, 'files');
mkdirSync(files);
/** A disk of 8 MB under the file store; only root may mount one. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', files]).status === 0;
if (!mounted) console.log('full disk: not tried, this account may not mount a small disk to fill');

let house: House;
let merchant: Visitor;
const ballast = join(files, 'ballast');

const fill = (): void => {
  const { bavail, bsize } = statfsSync(files);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize)));
};
const free = (): void => rmSync(ballast, { force: true });

const onDisk = (): readonly string[] =>
  readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'ballast')
    .map((entry) => join(entry.parentPath, entry.name));
const rows = async (): Promise<unknown> =>
  house.db.app.query(
    `select (select count(*) from files)::int as files, (select count(*) from file_contents)::int as contents, (select count(*) from cases)::int as cases,
       (select count(*) from papers)::int as papers, (select count(*) from audit_entries where chain_id not like 'people:%')::int as entries,
       (select count(*) from personal_values)::int as personal, (select count(*) from idempotency_keys)::int as keys`,
  );

describeWhere(mounted, 'needs root and a mount of its own', 'with the disk of the file store full', () => {
  beforeAll(async () => {
    house = await openHouse({ dataFolder: root });
    merchant = await house.visitor('zhang.xiaotang');
  }, 60_000);
  afterAll(async () => {
    await house.stop();
    spawnSync('umount', [files]);
    rmSync(root, { recursive: true, force: true });
  });

  it('an upload and an act that prints a notice are refused in words, nothing is half-written, and both work once there is room', async () => {
    const papers = await papersOf(merchant);
    const { caseId } = await apply(merchant, application(papers));
    const before = [await rows(), onDisk()];
    fill();
    const start = { process: 'merchant-admission', form: application(papers) };
    const another = sampleDocument({ pages: [textPage(), textPage(), textPage()] });
    const refused = [await merchant.upload(another, 'x.pdf'), await merchant.post('/api/cases', start)];
    expect(refused.map(({ status }) => status)).toEqual([503, 503]);
    expect(refused.map(({ body }) => body.code)).toEqual(['service.storageFull', 'service.storageFull']);
    expect(refused.every(({ body }) => body.message.zh.includes('空间') && body.message.en.includes('space'))).toBe(
      true,
    );
    expect([await rows(), onDisk()]).toEqual(before);
    // An act that prints nothing needs no room there; one that does is refused the same way.
    const clerk = await house.visitor('lu.yao');
    const { id, version } = await taskOf(clerk, caseId, 'completeness');
    const acted = await clerk.post(`/api/tasks/${id}/actions/accept`, { version, form: receipt });
    expect([200, 503]).toContain(acted.status);
    free();
    expect((await merchant.upload(another, 'x.pdf')).status).toBe(201);
    expect((await merchant.post('/api/cases', start)).status).toBe(201);
  });
});
