import { expect, it } from 'vitest';
import { registerCsv } from './csv.ts';

const row = {
  id: 'P05-3.1-01',
  source: 'P05 §3.1',
  obligation: '=HYPERLINK("x")',
  system: '',
  kind: 'limit',
  limit: '1wd',
  carriedBy: [{ kind: 'action', name: 'admission.complete', url: null }],
  tests: ['a "quoted" test'],
};

it('exports the register so that Excel reads it as UTF-8 and runs nothing in it', () => {
  expect(registerCsv(['a', 'b'], [row])).toBe(
    '\uFEFF"a","b"\r\n"P05-3.1-01","P05 §3.1","\'=HYPERLINK(""x"")","1wd","action admission.complete","a ""quoted"" test"\r\n',
  );
});
