import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { seedCalendar } from './seed-calendar.ts';

it('the calendar that is shipped is the one that the seed script makes', () => {
  const shipped = readFileSync(new URL('../core/calendar/data/china.json', import.meta.url), 'utf8');
  expect(JSON.parse(shipped)).toEqual(seedCalendar());
});
