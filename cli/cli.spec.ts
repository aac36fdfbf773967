import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chinaDays } from '../core/calendar/china.ts';
import { nearest } from './nearest.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), '准绳 cli '));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The real process, as `npx plumbline` starts it. */
const run = (args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}): Ran => {
  const done = spawnSync(process.execPath, [join(root, 'bin', 'plumbline.mjs'), ...args], {
    encoding: 'utf8',
    input: options.input ?? '',
    env: { PATH: process.env.PATH ?? '', LANG: 'zh_CN.UTF-8', ...options.env },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
};

const json = (args: readonly string[], code = 0): Record<string, unknown> => {
  const ran = run([...args, '--json']);
  expect(ran.err).toBe('');
  expect(ran.code).toBe(code);
  return JSON.parse(ran.out) as Record<string, unknown>;
};

const save = (name: string, contents: string): string => {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
};

const YEAR_2027 = {
  year: 2027,
  notices: ['test notice'],
  holidays: [
    { zh: '元旦', en: "New Year's Day", rest: ['2027-01-01/2027-01-03'], work: [] },
    { zh: '春节', en: 'Spring Festival', rest: ['2027-02-05/2027-02-12'], work: ['2027-02-20'] },
    { zh: '清明节', en: 'Qingming Festival', rest: ['2027-04-03/2027-04-05'], work: [] },
    { zh: '劳动节', en: 'Labour Day', rest: ['2027-05-01/2027-05-05'], work: ['2027-05-08'] },
    { zh: '端午节', en: 'Dragon Boat Festival', rest: ['2027-06-09'], work: [] },
    { zh: '中秋节', en: 'Mid-Autumn Festival', rest: ['2027-09-15'], work: [] },
    { zh: '国庆节', en: 'National Day', rest: ['2027-10-01/2027-10-07'], work: ['2027-10-09'] },
  ],
};

describe('plumbline deadline', () => {
  const asked = ['deadline', '--from', '2025-09-30T16:00', '--within', '3wd'];

  it('answers in JSON: our own duty ends at the close of the third working day, a make-up Saturday', () => {
    expect(json(asked)).toMatchObject({
      due: '2025-10-11T18:00:00+08:00',
      from: '2025-09-30T16:00:00+08:00',
      within: '3wd',
      party: 'own',
      before: false,
      provisional: false,
    });
    expect(json(asked).steps).toHaveLength(5);
  });

  it.each([
    [['--party'], '2025-10-12T00:00:00+08:00', 'counterparty'],
    [['--regulator'], '2025-10-11T18:00:00+08:00', 'regulator'],
    [['--close', '17:30'], '2025-10-11T17:30:00+08:00', 'own'],
    [['--before'], '2025-09-26T18:00:00+08:00', 'own'],
  ])('with %j it is due %s', (more, due, party) => {
    expect(json([...asked, ...more])).toMatchObject({ due, party });
  });

  it('takes a trigger with an offset, or a day alone', () => {
    expect(json(['deadline', '--from', '2025-09-30T08:00Z', '--within', '24h'])).toMatchObject({
      from: '2025-09-30T16:00:00+08:00',
      due: '2025-10-01T16:00:00+08:00',
    });
    expect(json(['deadline', '--from', '2025-01-31', '--within', '1mo'])).toMatchObject({
      due: '2025-03-01T00:00:00+08:00',
    });
  });

  it('tells the due and its reasons in the language asked for', () => {
    const zh = run(asked);
    expect(zh.out.split('\n').slice(0, 2)).toEqual(['2025-10-11 18:00', '2025-09-30 16:00起3个工作日，本方义务']);
    const en = run([...asked, '--party', '--lang', 'en']);
    expect(en.out.split('\n').slice(0, 2)).toEqual([
      '2025-10-11 24:00',
      "3 working days from 2025-09-30 16:00, another's period",
    ]);
    expect(en.out).toContain('make-up working day for National Day');
    expect(run(asked, { env: { LANG: 'en_GB.UTF-8' } }).out).toContain('our own duty');
  });

  it('refuses a year that the calendar lacks, with exit code 1 and what to do', () => {
    const late = ['deadline', '--from', '2026-12-31T10:00', '--within', '1wd'];
    expect(json(late, 1)).toMatchObject({ error: { code: 'calendar.yearMissing', params: { year: 2027 } } });
    const plain = run(late);
    expect(plain).toMatchObject({ code: 1, out: '' });
    expect(plain.err).toContain('2027年');
    expect(json([...late, '--provisional'])).toMatchObject({ due: '2027-01-02T18:00:00+08:00', provisional: true });
    expect(run([...late, '--provisional']).out).toContain('2027-01-02 18:00（暂定）');
    expect(json([...late, '--year', save('2027.json', JSON.stringify(YEAR_2027))])).toMatchObject({
      due: '2027-01-04T18:00:00+08:00',
    });
    expect(json([...late, '--year', join(folder, 'none.json')], 1)).toMatchObject({
      error: { code: 'file.unreadable' },
    });
  });

  it('refuses what is no span with exit code 1', () => {
    expect(json(['deadline', '--from', '2025-09-30', '--within', '3 days'], 1)).toMatchObject({
      error: { code: 'calendar.span' },
    });
  });

  it.each([
    [['--within', '3wd'], '--from'],
    [['--from', '2025-09-30'], '--within'],
    [['--from', 'yesterday', '--within', '3wd'], 'yesterday'],
    [['--from', '2025-02-30', '--within', '3wd'], '2025-02-30'],
    [['--from', '2025-09-30', '--within', '3wd', '--party', '--regulator'], '--regulator'],
    [['--from', '2025-09-30', '--within', '3wd', 'more'], 'more'],
    [['--from', '2025-09-30', '--within', '3wd', '--partei'], '--partei'],
    [['--from'], '--from'],
  ])('%j is wrong usage: exit code 2, and the usage', (args, named) => {
    const ran = run(['deadline', ...args]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(named);
    expect(ran.err).toContain('plumbline deadline --from <time> --within <span>');
  });
});

describe('plumbline check', () => {
  it('says valid, with the parts of what is no personal number', () => {
    expect(json(['check', 'uscc', '91350100M000100Y43'])).toMatchObject({
      valid: true,
      kind: 'uscc',
      value: '91350100M000100Y43',
    });
    expect(run(['check', 'uscc', '91350100M000100Y43'])).toMatchObject({
      code: 0,
      out: '有效：统一社会信用代码 91350100M000100Y43\n',
    });
  });

  it('says why not, with exit code 1', () => {
    const answer = json(['check', 'uscc', '91350100M000100Y4A'], 1);
    expect(answer).toMatchObject({ valid: false, code: 'uscc.checkDigit' });
    expect(answer.reason).toContain('校验位');
    expect(run(['check', 'uscc', '91350100M000100Y4A', '--lang=en'])).toMatchObject({ code: 1, err: '' });
  });

  it.each([
    ['certificate', '国械注准20253070001', 'registration'],
    ['certificate', '沪械备20250001', 'filing'],
    ['licence', '沪浦药监械经营许20250001号', 'distributionLicence'],
    ['licence', '沪浦药监械经营备20250001号', 'distributionFiling'],
    ['licence', '沪药监械生产许20250001号', 'productionLicence'],
    ['phone', '13800005678', 'phone'],
    ['classification', '02', 'classification'],
  ])('%s %s is a %s', (word, value, kind) => {
    expect(json(['check', word, value])).toMatchObject({ valid: true, kind });
  });

  it('judges a faulty number as what it is meant to be', () => {
    expect(json(['check', 'certificate', '沪械备2025000'], 1).code).toMatch(/^filing\.(?!wrongKind)/);
    expect(json(['check', 'licence', '沪药监械生产许2025号'], 1).code).toMatch(/^productionLicence\.(?!wrongKind)/);
    expect(json(['check', 'licence', '国械注准20253070001'], 1)).toMatchObject({
      code: 'distributionLicence.wrongKind',
    });
  });

  it('a number that claims a year to come is not valid', () => {
    expect(json(['check', 'certificate', '国械注准20993070001'], 1)).toMatchObject({ code: 'registration.yearFuture' });
  });

  it('reads from standard input, and never prints a personal number in full', () => {
    const ran = run(['check', 'id', '-', '--json'], { input: '11010519491231002X\n' });
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ valid: true, kind: 'residentId' });
    expect(ran.out).not.toContain('19491231');
    expect(run(['check', 'id', '110105194912310021'])).toMatchObject({ code: 1 });
    expect(run(['check', 'phone', '13800005678']).out).not.toContain('0000');
  });

  it.each([[[]], [['uscc']], [['passport', 'x']], [['toString', 'x']], [['uscc', 'a', 'b']]])(
    '%j is wrong usage',
    (args) => {
      expect(run(['check', ...args])).toMatchObject({ code: 2, out: '' });
    },
  );
});

describe('plumbline calendar check-year', () => {
  it('tells what a good file holds', () => {
    const path = save('good.json', `\uFEFF${JSON.stringify(YEAR_2027)}`);
    expect(json(['calendar', 'check-year', path])).toEqual({ year: 2027, known: false, restDays: 28, makeUpDays: 3 });
    expect(run(['calendar', 'check-year', path]).out).toContain('2027年：可以导入。放假28天，调休上班3天。');
    const known = save('2025.json', JSON.stringify({ year: 2025, ...chinaDays.years[2025] }));
    expect(json(['calendar', 'check-year', known])).toMatchObject({ year: 2025, known: true });
  });

  it('tells what is wrong with a bad one, with exit code 1', () => {
    const bad = save('bad.json', JSON.stringify({ ...YEAR_2027, year: 2028 }));
    expect(json(['calendar', 'check-year', bad], 1)).toMatchObject({ error: { code: 'calendar.import.otherYear' } });
    expect(json(['calendar', 'check-year', save('broken.json', '{')], 1)).toMatchObject({
      error: { code: 'file.notJson' },
    });
    expect(run(['calendar', 'check-year'])).toMatchObject({ code: 2 });
    expect(run(['calendar', 'check-year', bad, bad])).toMatchObject({ code: 2 });
  });
});

describe('plumbline', () => {
  it('lists its commands, in either language', () => {
    for (const args of [[], ['help'], ['--help'], ['-h']]) {
      const ran = run(args);
      expect(ran).toMatchObject({ code: 0, err: '' });
      for (const name of ['deadline', 'check', 'calendar check-year']) expect(ran.out).toContain(`\n  ${name} `);
    }
    expect(run(['help', '--lang', 'en']).out).toContain('when a statutory time limit ends');
    expect(run(['--lang=en', '--help']).out).not.toMatch(/[\u4e00-\u9fff]{6}/);
  });

  it('explains one command, and lists a group', () => {
    for (const args of [
      ['help', 'deadline'],
      ['deadline', '--help'],
      ['deadline', '-h'],
    ]) {
      expect(run(args)).toMatchObject({ code: 0, err: '' });
      expect(run(args).out).toContain('--provisional');
    }
    expect(run(['help', 'calendar', 'check-year']).out).toContain('check-year <file>');
    expect(run(['help', 'calendar'])).toMatchObject({ code: 0 });
    expect(run(['calendar'])).toMatchObject({ code: 2 });
  });

  it.each([
    [['deadlin'], 'deadline'],
    [['dedline', '--json'], 'deadline'],
    [['chek', 'uscc'], 'check'],
    [['calendar', 'chek-year'], 'calendar check-year'],
  ])('suggests a command for %j and exits with 2', (args, close) => {
    const ran = run(args);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(`plumbline ${close}？`);
  });

  it('suggests nothing for what is near to nothing', () => {
    const ran = run(['zzzzzzzz', '--lang', 'en']);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toBe('There is no command "zzzzzzzz". Run "plumbline help" for all commands.\n');
    expect(nearest('', ['a'])).toBeNull();
    expect(nearest('constructor', ['deadline'])).toBeNull();
  });
});
