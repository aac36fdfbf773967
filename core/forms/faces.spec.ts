import { describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import { changedFields } from './changes.ts';
import { describeForm, describeValues } from './describe.ts';
import { exampleValues } from './examples.ts';
import { defineForm } from './form.ts';
import { formatMoney } from './money.ts';
import { paperOf } from './paper.ts';
import { maskValues, personalPaths, replacePersonal } from './personal.ts';
import { emptyValues, prefillValues, withReadOnly } from './prefill.ts';
import { readableMasked } from './readable.ts';
import { NOW, sampleForm, sampleValues } from './testing/sample-form.ts';
import { validateForm } from './validate.ts';

describe('personal values of a form', () => {
  it('are listed with their kind, columns too', () => {
    expect(personalPaths(sampleForm).map((p) => [p.path, p.kind])).toEqual([
      ['agentName', 'name'],
      ['agentPhone', 'phone'],
      ['devices[].contact', 'name'],
    ]);
  });

  it('are masked wherever they stand, and nothing else is', () => {
    expect(maskValues(sampleForm, sampleValues)).toEqual({
      ...sampleValues,
      agentName: '张*',
      agentPhone: '138****5678',
      devices: [
        { model: 'A-1', registration: '国械注准20233140001', madeOn: '2024-05-01', contact: '李*' },
        { model: 'B-2' },
      ],
    });
    expect(maskValues(sampleForm, { agentName: 7, devices: 'draft' })).toEqual({ agentName: '****', devices: 'draft' });
  });

  it('can each be replaced by path', () => {
    const replaced = replacePersonal(sampleForm, sampleValues, (_, kind, path) => `${kind}@${path}`);
    expect(replaced.devices).toMatchObject([{ contact: 'name@devices[0].contact' }, {}]);
    expect(replaced.agentPhone).toBe('phone@agentPhone');
  });
});

describe('a form before it is filled', () => {
  const form = defineForm({
    id: 'start',
    version: 1,
    title: text('始', 'Start'),
    fields: {
      name: { kind: 'text', label: text('名称', 'Name'), maxLength: 5, prefill: 'merchant.name', readOnly: true },
      uscc: { kind: 'identifier', identifier: 'uscc', label: text('代码', 'Code'), prefill: 'merchant.uscc' },
      lots: {
        kind: 'rows',
        label: text('批次', 'Lots'),
        min: 2,
        max: 5,
        columns: { no: { kind: 'text', label: text('批号', 'Lot'), maxLength: 9 } },
      },
    },
  });

  it('starts with its least rows and with the facts that its fields take', () => {
    expect(emptyValues(form)).toEqual({ lots: [{}, {}] });
    expect(prefillValues(form, { merchant: { name: '准绳', uscc: '９１３５０１００m000100y43' } }, NOW)).toEqual({
      name: '准绳',
      uscc: '91350100M000100Y43',
      lots: [{}, {}],
    });
    expect(prefillValues(form, { merchant: { name: '太长的经营者名称', uscc: null } }, NOW)).toEqual(emptyValues(form));
    expect(prefillValues(form, null, NOW)).toEqual(emptyValues(form));
  });

  it('takes read-only fields from the facts, whatever was sent', () => {
    expect(withReadOnly(form, { name: '冒名', uscc: 'x' }, { merchant: { name: '准绳' } })).toEqual({
      name: '准绳',
      uscc: 'x',
    });
    expect(withReadOnly(form, { name: '冒名' }, {})).toEqual({});
  });
});

describe('a filled form on its faces', () => {
  it('reads as people write dates, amounts, yes and no, masked', () => {
    const rows = describeValues(sampleForm, sampleValues);
    const shown = Object.fromEntries(rows.map((r) => [r.path, r.shown.zh]));
    expect(shown).toMatchObject({
      applicantType: '企业法人',
      hasAgent: '是',
      agentPhone: '138****5678',
      foundedOn: '2020-01-06',
      receivedAt: '2025-10-10 16:00',
      staff: '3 人',
      turnover: '¥1,980,000.50',
      scope: '注输护理、中医器械',
      licence: '1 个文件',
      'checks.seal': '符合',
      'checks.copy': '不符合：缺变更页',
      'devices[1].model': 'B-2',
    });
    expect(rows.find((r) => r.path === 'devices[1].model')?.label).toEqual({
      zh: '器械 2 · 规格型号',
      en: 'Devices 2 · Model',
    });
    expect(describeValues(sampleForm, { hasAgent: false, agentName: '张三' }).map((r) => r.path)).toEqual(['hasAgent']);
    expect(formatMoney('-1234567.80')).toBe('-¥1,234,567.80');
  });

  it('is described field by field for the docs', () => {
    const described = Object.fromEntries(describeForm(sampleForm).map((d) => [d.path, d]));
    expect(described.agentPhone).toMatchObject({
      kind: { zh: '电话号码' },
      required: { zh: '当“主体类型”为企业法人', en: 'when “Applicant type” is Enterprise' },
      shown: { zh: '当“是否委托办理”为是' },
      personal: true,
    });
    expect(described['devices[].model']).toMatchObject({ required: { zh: '必填' }, shown: null });
  });

  it('shows a correction with before and after, masked, also where the mask looks the same', () => {
    const after = { ...sampleValues, agentName: '张四', staff: 4, remarks: undefined, devices: [{ model: 'A-2' }] };
    expect(changedFields(sampleForm, sampleValues, after).map((c) => [c.path, c.before?.zh, c.after?.zh])).toEqual([
      ['agentName', '张*', '张*'],
      ['staff', '3 人', '4 人'],
      ['remarks', '第一行\n第二行', undefined],
      ['devices[0].model', 'A-1', 'A-2'],
      ['devices[0].registration', '国械注准20233140001', undefined],
      ['devices[0].madeOn', '2024-05-01', undefined],
      ['devices[0].contact', '李*', undefined],
      ['devices[1].model', 'B-2', undefined],
    ]);
    expect(changedFields(sampleForm, sampleValues, sampleValues)).toEqual([]);
  });

  it('P04-2.2-08: on every face a phone number shows its first three and last four digits', () => {
    const phone = { kind: 'identifier', identifier: 'phone', label: text('电话', 'Phone'), personal: 'phone' } as const;
    expect(readableMasked(phone, '13812345678').zh).toBe('138****5678');
  });

  it('becomes a paper: title, lines, checklist, table, signatures', () => {
    const blocks = paperOf(sampleForm, sampleValues, {
      locale: 'zh',
      signatures: [
        { meaning: text('审核通过', 'Reviewed'), name: '王五', post: text('入网审核岗', 'Reviewer'), at: NOW },
      ],
    });
    expect(blocks.map((b) => b.kind)).toEqual(['title', 'fields', 'checklist', 'table', 'signatures']);
    expect(blocks[0]).toEqual({
      kind: 'title',
      title: '入网申请（样例）',
      code: 'sample-admission',
      source: 'P05 §3.1',
    });
    expect(blocks[1]).toMatchObject({ rows: expect.arrayContaining([{ label: '受托人电话', value: '138****5678' }]) });
    expect(blocks[2]).toMatchObject({
      rows: [
        { item: '公章清晰', answer: '符合', note: '' },
        { answer: '不符合', note: '缺变更页' },
      ],
    });
    expect(blocks[3]).toMatchObject({
      head: ['规格型号', '注册证编号', '生产日期', '联系人'],
      rows: [
        ['A-1', '国械注准20233140001', '2024-05-01', '李*'],
        ['B-2', '', '', ''],
      ],
    });
    expect(blocks[4]).toEqual({
      kind: 'signatures',
      rows: [{ meaning: '审核通过', name: '王五', post: '入网审核岗', at: '2025-10-11 10:00' }],
    });
    const full = paperOf(sampleForm, sampleValues, { locale: 'en', personal: 'full' });
    expect(full[1]).toMatchObject({
      rows: expect.arrayContaining([{ label: 'Phone of the agent', value: '13812345678' }]),
    });
  });

  it('has an example that it takes itself', () => {
    expect(validateForm(sampleForm, exampleValues(sampleForm), { now: NOW })).toMatchObject({ ok: true });
  });
});
