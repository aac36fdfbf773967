import { describe, expect, it } from 'vitest';
import type { Form } from '../../../core/forms/form.ts';
import { localDrafts } from './local-draft.ts';

const form: Form = {
  id: 'application',
  version: 1,
  title: { zh: '申请', en: 'Application' },
  fields: {
    company: { kind: 'text', label: { zh: '名称', en: 'Name' }, maxLength: 50 },
    phone: { kind: 'identifier', identifier: 'phone', personal: 'phone', label: { zh: '电话', en: 'Phone' } },
    staff: {
      kind: 'rows',
      label: { zh: '人员', en: 'Staff' },
      max: 5,
      columns: { name: { kind: 'text', personal: 'name', maxLength: 20, label: { zh: '姓名', en: 'Name' } } },
    },
  },
};

const store = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};

describe('a draft on the device', () => {
  const values = { company: '青禾医疗', phone: '13800001234', staff: [{ name: '周岚' }] };

  it('comes back whole in the same tab', () => {
    const drafts = localDrafts(store(), store());
    drafts.keep('k', form, values, '2026-11-20T10:00:00+08:00');
    expect(drafts.recall('k')).toEqual({ values, at: '2026-11-20T10:00:00+08:00' });
  });

  it('writes no personal value to the lasting store, also not one inside rows', () => {
    const lasting = store();
    localDrafts(lasting, store()).keep('k', form, values, '2026-11-20T10:00:00+08:00');
    expect([...lasting.kept.values()].join()).not.toMatch(/13800001234|周岚/);
    expect(localDrafts(lasting, store()).recall('k')?.values).toEqual({ company: '青禾医疗' });
  });

  it('is gone from both stores once dropped', () => {
    const [lasting, passing] = [store(), store()];
    const drafts = localDrafts(lasting, passing);
    drafts.keep('k', form, values, '2026-11-20T10:00:00+08:00');
    drafts.drop('k');
    expect([lasting.kept.size, passing.kept.size]).toEqual([0, 0]);
  });

  it('reads a damaged copy as none', () => {
    const lasting = store();
    lasting.setItem('k', '{"values":');
    expect(localDrafts(lasting, store()).recall('k')).toBeNull();
  });
});
