import { expect, test } from 'vitest';
import { openMetrics } from './metrics.ts';

test('what was counted can be scraped, under our name', async () => {
  const metrics = openMetrics();
  metrics.requests.inc({ method: 'GET', route: '/cases/:id', status: 200 });
  metrics.gauge('plumbline_spec_depth', 'depth', ['queue'], (gauge) => gauge.set({ queue: 'mail' }, 3));
  const text = await metrics.text();
  expect(text).toContain('plumbline_http_requests_total{method="GET",route="/cases/:id",status="200"} 1');
  expect(text).toContain('plumbline_spec_depth{queue="mail"} 3');
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(names.filter((name) => !name?.startsWith('plumbline_'))).toEqual([]);
});

test('a label for a person does not compile and a foreign name is refused', () => {
  const metrics = openMetrics();
  // @ts-expect-error no label says who somebody is
  metrics.counter('plumbline_spec_total', 'help', ['phone']);
  expect(() => metrics.counter('http_total', 'help')).toThrow('plumbline_');
});
