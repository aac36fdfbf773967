import { expect, test } from 'vitest';
import { Defect } from '../../../core/base/result.ts';
import { openLog, type RequestLine, withheld } from './log.ts';

const recording = () => {
  const lines: Record<string, unknown>[] = [];
  const log = openLog({ stream: { write: (line: string) => void lines.push(JSON.parse(line)) } });
  return { log, lines };
};

test('a request is one line with its figures', () => {
  const { log, lines } = recording();
  log.request({
    id: 'r1',
    method: 'POST',
    route: '/cases/:id/acts',
    status: 409,
    ms: 12.5,
    actor: 'a-7',
    refusal: 'case.moved',
  });
  expect(lines).toMatchObject([
    {
      level: 'info',
      kind: 'request',
      id: 'r1',
      method: 'POST',
      route: '/cases/:id/acts',
      status: 409,
      ms: 12.5,
      actor: 'a-7',
      refusal: 'case.moved',
    },
  ]);
});

test('a field that nobody declared is not written', () => {
  const { log, lines } = recording();
  const line: RequestLine & { body: string } = {
    id: 'r1',
    method: 'GET',
    route: '/',
    status: 200,
    ms: 1,
    body: '张三',
  };
  log.request(line);
  expect(lines[0]).not.toHaveProperty('body');
});

test.each(['张三', '13812345678', 'x-13812345678', '11010519491231002X', 'zhang@example.com'])(
  '%s in place of a key is withheld',
  (value) => {
    const { log, lines } = recording();
    log.decision({ case: 'c1', process: 'admission', action: 'accept', actor: value, outcome: 'accepted', ms: 3 });
    expect(lines[0]).toMatchObject({ actor: withheld });
  },
);

test('of an error the place and the code are kept, of the sentence only that of a defect', () => {
  const { log, lines } = recording();
  log.defect(
    Object.assign(new Error('duplicate key (phone)=(13812345678)'), {
      code: '23505',
      constraint: 'people_phone',
      detail: '13812345678',
    }),
  );
  log.defect(new Defect('the sequencer lost its place'), { job: 'audit' });
  expect(JSON.stringify(lines)).not.toContain('138');
  expect(lines).toMatchObject([
    {
      error: {
        name: 'Error',
        code: '23505',
        constraint: 'people_phone',
        at: [expect.stringContaining('server/platform/log/log.spec.ts')],
      },
    },
    { job: 'audit', error: { name: 'Defect', message: 'the sequencer lost its place' } },
  ]);
});
