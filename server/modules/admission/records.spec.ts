import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormValues } from '../../../core/forms/form.ts';
import * as filled from '../../../core/modules/admission/testing/filled.ts';
import { perform } from '../../case/act.ts';
import { readCase } from '../../case/read/one-case.ts';
import { todo } from '../../case/read/todo.ts';
import { staff } from '../../case/testing.ts';
import { deliverNext, wakeAllDue } from '../../case/wake.ts';
import { takeBack } from '../../messages/take-back.ts';
import { listLedger } from '../../papers/ledger.ts';
import { papersOf } from '../../papers/papers-of-case.ts';
import { pdfText } from '../../platform/pdf/testing.ts';
import { type AdmissionHouse, openAdmissionHouse } from './testing.ts';

let house: AdmissionHouse;
beforeAll(async () => {
  house = await openAdmissionHouse();
}, 30_000);
afterAll(() => house.close());

const head = staff('lin', 'headOfQuality');
const reviewer = staff('zhou', 'qualificationReviewer');

/** The review of the case's only qualification record. */
const reviewOf = async (caseId: string) => {
  const [row] = await house.db.app.query<{
    id: string;
    ended_as: string | null;
    role: string;
    task: string;
    due: Date | null;
  }>(
    `select c.id, c.ended_as, t.role, t.id as task, t.due_at as due from cases c left join case_tasks t on t.case_id = c.id and t.state = 'open'
     where c.parent_id = $1`,
    [caseId],
  );
  return row;
};
const act = async (caseId: string, who: typeof head, action: string, form: FormValues = {}) => {
  const review = await reviewOf(caseId);
  const now = house.kernel.clock();
  return perform(house.kernel, who, {
    taskId: review?.task ?? '',
    action,
    form,
    version: 99,
    sign: async ({ meaning }) => ({
      ok: true,
      value: {
        record: {
          meaningZh: meaning.zh,
          meaningEn: meaning.en,
          method: 'passkey',
          name: `签字人${who.personId}`,
          at: now,
          contentHash: '',
        },
        write: async () => {},
      },
    }),
    idempotency: { accountId: who.accountId, key: `${caseId}-${action}-${now}`, requestHash: 'same' },
  });
};
const recordOf = async (caseId: string) => {
  const papers = await papersOf(caseId, null, house.db.app);
  return papers.find(({ number }) => number.startsWith('资质审核记录'));
};
const summarised = async (): Promise<string> => {
  const form = await house.application();
  const caseId = await house.opened(form);
  await house.toResult(caseId, form);
  return caseId;
};
const wrong: FormValues = {
  corrections: [{ item: 'permitNumber', after: '沪浦药监械经营许20219999号', reason: '证号抄录错误' }],
};

describe('the review of a quality record', () => {
  it('P04-2.3-02 P04-2.3-03 is pushed to the head of department with the record itself, due within 24 hours', async () => {
    house.on('2025-03-07T16:00');
    const caseId = await summarised();
    expect(await reviewOf(caseId)).toMatchObject({ role: 'headOfQuality', ended_as: null });
    expect(
      await house.db.app.query(`select due_at from case_tasks where id = $1`, [(await reviewOf(caseId))?.task]),
    ).toEqual([{ due_at: house.kernel.clock() + 24 * 3_600_000 }]);
    expect((await recordOf(caseId))?.record?.review).toBe('waiting');
    house.on('2025-03-08T16:00');
    await wakeAllDue(house.kernel);
    const limit = await house.db.app.query<{ breached_at: number | null }>(
      `select breached_at from case_limits where case_id = $1`,
      [(await reviewOf(caseId))?.id],
    );
    expect(limit[0]?.breached_at).not.toBeNull();
  });

  it('P04-2.3-04 ends with “passed”, or with “sent back” and a reason', async () => {
    house.on('2025-03-10T09:00');
    const passed = await summarised();
    expect(await act(passed, head, 'pass')).toMatchObject({ ok: true });
    expect((await recordOf(passed))?.record?.review).toBe('passed');
    expect((await reviewOf(passed))?.ended_as).toBe('passed');
    const back = await summarised();
    expect(await act(back, head, 'return', {})).toMatchObject({ ok: false, refusal: { code: 'form.invalid' } });
    expect(await act(back, head, 'return', { reason: '许可证号有误' })).toMatchObject({ ok: true });
    expect((await recordOf(back))?.record?.review).toBe('returned');
    expect(await reviewOf(back)).toMatchObject({ role: 'qualificationReviewer' });
    // No clause gives the correction a period: it is on the list all the same, after what has one.
    const { items } = await todo(house.kernel, reviewer, { limit: 50 }, async () => new Map());
    expect(items.at(-1)).toMatchObject({ dueAt: null, title: { en: 'Correct the record' } });
  });

  it('of a record whose act was taken back ends with it', async () => {
    house.on('2025-03-10T10:00');
    const caseId = await summarised();
    const found = await readCase(house.kernel, caseId);
    if (!found) throw new Error('no such case');
    const on = { case: found, state: found.state, events: [], now: house.kernel.clock(), personId: 'zhou' };
    await house.db.app.transaction((tx) => takeBack(tx, on, 1));
    while (await deliverNext(house.kernel));
    expect((await reviewOf(caseId))?.ended_as).toBe('void');
  });
});

describe('the correction of a quality record', () => {
  it('P04-2.1-19 P04-2.1-20 strikes through: before, after, reason, who and when; the first print and its values stay', async () => {
    house.on('2025-03-11T09:00');
    const caseId = await summarised();
    const original = (await recordOf(caseId))?.id ?? '';
    const first = await house.said(caseId, 'QR-QC-001');
    await act(caseId, head, 'return', { reason: '许可证号有误' });
    house.on('2025-03-11T10:00');
    expect(await act(caseId, reviewer, 'correct', wrong)).toMatchObject({ ok: true });
    const record = (await recordOf(caseId))?.record;
    expect(record).toMatchObject({
      review: 'waiting',
      originalUrl: `/api/papers/${original}.pdf?print=original`,
      corrections: [
        {
          after: '沪浦药监械经营许20219999号',
          reason: '证号抄录错误',
          by: '签字人zhou',
          at: '2025-03-11T10:00:00+08:00',
        },
      ],
    });
    const before = record?.corrections[0]?.before ?? '';
    const [print] = await house.db.app.query<{ file_id: string }>(
      'select file_id from record_prints where paper_id = $1',
      [original],
    );
    const said = await pdfText(await house.files.readWhole(print?.file_id ?? ''));
    for (const words of [before, '沪浦药监械经营许20219999号', '证号抄录错误', '签字人zhou', '2025-03-1110:00'])
      expect(said.replaceAll(/\s/g, '')).toContain(words);
    expect(await house.said(caseId, 'QR-QC-001')).toBe(first);
    const shown = await house.db.app.query('select file_id from case_files where case_id = $1 order by filed_at', [
      (await reviewOf(caseId))?.id,
    ]);
    expect(shown).toEqual([{ file_id: (await house.paper(caseId, 'QR-QC-001')).file_id }, { file_id: print?.file_id }]);
    const [values] = await house.db.app.query<{ made: string; current: string }>(
      `select made -> 'values' ->> 'permitNumber' as made, current ->> 'permitNumber' as current from records where paper_id = $1`,
      [original],
    );
    expect(values).toEqual({ made: before, current: '沪浦药监械经营许20219999号' });
    await expect(
      house.db.app.query(`update records set made = '{}' where paper_id = $1`, [original]),
    ).rejects.toThrow();
    await expect(house.db.app.query('delete from record_corrections')).rejects.toThrow();
  });

  it('is refused where it changes nothing, names a row that is not there, or would make the record wrong', async () => {
    house.on('2025-03-12T09:00');
    const caseId = await summarised();
    await act(caseId, head, 'return', { reason: '请更正' });
    const asked = (item: string, after: string, row?: number) => ({
      corrections: [{ item, after, reason: '更正', ...(row ? { row } : {}) }],
    });
    const code = async (form: FormValues) => {
      const answer = await act(caseId, reviewer, 'correct', form);
      return answer.ok ? null : answer.refusal.code;
    };
    expect(await code(asked('result', '通过'))).toBe('correction.same');
    expect(await code(asked('certificates-number', 'X-1', 40))).toBe('correction.noRow');
    expect(await code(asked('uscc', '91310115MA1DEM1030'))).toBe('correction.invalid');
    expect(await code(asked('certificates-validUntil', '2027-01-01', 1))).toBeNull();
  });
});

describe('how long a quality record is kept', () => {
  it('P04-4.1-04 P04-4.3-03 P05-3.5-03 as long as the merchant’s file, open until the merchant has left', async () => {
    house.on('2025-03-13T09:00');
    const caseId = await summarised();
    expect((await recordOf(caseId))?.record).toMatchObject({
      kept: 'open',
      keptUntil: null,
      keptBy: { clause: '决定 19' },
    });
  });

  it('five years from the refusal where the merchant was not admitted', async () => {
    house.on('2025-03-14T09:00');
    const form = await house.application();
    const caseId = await house.opened(form);
    await house.toProfessional(caseId);
    await house.acts(
      caseId,
      ['reviewer', 'professional.refuseQuality', filled.qualityRefusal],
      ['reviewer', 'refusal.issue', filled.refusal({})],
    );
    expect((await recordOf(caseId))?.record).toMatchObject({
      kept: 'until',
      keptUntil: '2030-03-15T00:00:00+08:00',
      keptBy: { title: { en: 'Applications that were refused' } },
    });
  });

  it('P04-4.3-04 stands in a ledger: kind, period and day, what may go first on top, page by page', async () => {
    const first = await listLedger(house.db.app, ['house'], { limit: 1 });
    expect(first.items).toMatchObject([
      {
        title: { zh: '资质审核记录' },
        kept: 'until',
        keptUntil: '2030-03-15T00:00:00+08:00',
        keptBy: { title: { en: 'Applications that were refused' }, value: '5y' },
      },
    ]);
    const rest = await listLedger(house.db.app, ['house'], { limit: 100, cursor: String(first.nextCursor) });
    expect(rest.items.length).toBeGreaterThan(3);
    expect(rest.items.every(({ kept, keptUntil }) => kept === 'open' && keptUntil === null)).toBe(true);
    expect(await listLedger(house.db.app, ['elsewhere'], { limit: 100 })).toEqual({ items: [], nextCursor: null });
  });
});
