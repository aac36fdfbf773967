import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as filled from '../../../core/modules/admission/testing/filled.ts';
import { replay } from '../../../core/process/evolve.ts';
import { readHistory } from '../../case/history.ts';
import { type AdmissionHouse, openAdmissionHouse } from './testing.ts';

let house: AdmissionHouse;
beforeAll(async () => {
  house = await openAdmissionHouse();
}, 60_000);
afterAll(() => house.close());
beforeEach(() => house.on('2025-03-07T16:00'));

const bare = (said: unknown): string => String(said).replace(/\s/g, '');
const merchantRow = (uscc: unknown) => house.db.app.query('select * from merchants where uscc = $1', [uscc]);

describe('an admission from application to archive', () => {
  it('P05-3.4-04 P05-3.4-07: enters the merchant with account, grade and place in the archive', async () => {
    const form = await house.application();
    const caseId = await house.opened(form);
    await house.toResult(caseId, form);
    expect(await merchantRow(form.uscc)).toEqual([]);
    house.on('2025-03-10T10:00');
    await house.acts(
      caseId,
      ['clerk', 'result.notify', filled.result],
      ['archivist', 'archive.archive', filled.archive],
    );
    const state = await house.state(caseId);
    expect(state.ended?.end).toBe('admitted');
    expect(replay(await readHistory(house.db.app, caseId))).toEqual(state);
    expect(await merchantRow(form.uscc)).toEqual([
      expect.objectContaining({
        state: 'admitted',
        grade: 'B',
        account_name: form.uscc,
        archive_path: `入网经营者资质档案库/${String(form.merchantName)} - 20250310`,
      }),
    ]);
    const said = await house.said(caseId, 'admission.admitted');
    for (const part of [form.merchantName, form.uscc, '初始密码', '入准〔2025〕0001号']) expect(said).toContain(part);
  });

  it('keeps a record of every step, each PDF under the hash that stands in the audit', async () => {
    const form = await house.application();
    const caseId = await house.opened(form);
    await house.toResult(caseId, form);
    const papers = await house.papers(caseId);
    expect(papers.map((paper) => paper.code)).toEqual([
      'admission.receipt',
      'admission-receipt',
      'admission-preliminary',
      'merchant-risk-assessment',
      'admission-compliance',
      'admission-summary',
      'QR-QC-001',
    ]);
    const entries = await house.db.app.query<{ sha256: string }>(
      `select payload::json ->> 'sha256' as sha256 from audit_entries where chain_id = $1 and kind = 'paper.issued' order by seq`,
      [`papers:${caseId}`],
    );
    expect(entries.map((entry) => entry.sha256)).toEqual(papers.map((paper) => paper.sha256));
    for (const paper of papers) {
      const bytes = await house.files.readWhole(paper.file_id);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper.sha256);
    }
  });
});

describe('what the database holds of a person', () => {
  it('P04-2.2-08 P04-3.1-09: numbers and names lie encrypted, beside a mask, and nowhere in clear', async () => {
    const form = await house.application();
    const caseId = await house.opened(form);
    const rows = await house.db.app.query<{ text: string }>(
      `select state::text as text from cases where id = $1
       union all select payload from audit_entries where chain_id = $2`,
      [caseId, caseId],
    );
    const clear = [form.contactPhone, form.legalRepresentativeId, form.contactEmail, form.contactName].map(String);
    expect(clear.filter((value) => rows.some((row) => row.text.includes(value)))).toEqual([]);
    const sealed = await house.db.app.query<{ mask: string; ciphertext: Buffer }>(
      `select mask, ciphertext from personal_values where holder = $1 and kind = 'phone'`,
      [caseId],
    );
    expect(sealed.map((row) => row.mask)).toEqual(['138****8000']);
    expect(sealed[0]?.ciphertext.includes(String(form.contactPhone))).toBe(false);
  });
});

describe('what the records say', () => {
  it('P04-2.1-05 P04-2.2-01: the review record is made by itself, complete, and holds nothing personal', async () => {
    const form = await house.application();
    const caseId = await house.opened(form);
    await house.toResult(caseId, form);
    expect((await house.paper(caseId, 'QR-QC-001')).number).toMatch(/^资质审核记录-20250307-\d{3}$/);
    const said = await house.said(caseId, 'QR-QC-001');
    const [file] = form.businessLicence as readonly string[];
    const ten = [form.merchantName, form.uscc, form.filingNumber, '闽械注准20232140001', '2028-05-01'];
    for (const part of [...ten, '签字人zhou', '2025-03-07', '通过', file]) expect(said).toContain(part);
    for (const secret of [form.legalRepresentative, form.legalRepresentativeId, form.contactPhone])
      expect(said).not.toContain(secret);
  });

  it('P04-2.1-05: a supplement leaves its record too, with what to put right, until when and by whom', async () => {
    const caseId = await house.opened(await house.application());
    await house.acts(caseId, ['clerk', 'completeness.askSupplement', filled.supplement]);
    const said = await house.said(caseId, 'QR-QC-001');
    for (const part of ['补正', '补充加盖公章的经营范围页', '2025-03-14 24:00', '何受理'])
      expect(said).toContain(bare(part));
  });

  it('P05-3.2-07: the preliminary report prints every point, the opinion and who signed it when', async () => {
    const caseId = await house.opened(await house.application());
    await house.toProfessional(caseId);
    const said = await house.said(caseId, 'admission-preliminary');
    for (const part of ['公章是否清晰', '材料齐全,格式规范', '签字人zheng', '2025-03-07 16:00', '质量对接岗'])
      expect(said).toContain(bare(part));
  });
});
