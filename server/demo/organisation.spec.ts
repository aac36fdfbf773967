import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkUscc } from '../../core/identifiers/uscc.ts';
import { organisationAsOf } from '../platform/people/organisation-view.ts';
import { moment } from '../platform/people/testing.ts';
import { climb, holdersOf } from '../platform/people/who.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { loadDemoOrganisation } from './organisation.ts';
import { demoEntities } from './organisation-table.ts';

const now = moment('2025-06-02T09:00');
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  expect(await loadDemoOrganisation(db.app, now)).toBe(true);
});
afterAll(() => db.drop());

test('every step of an admission finds somebody in office', async () => {
  for (const role of [
    'admissionClerk',
    'qualityLiaison',
    'qualificationReviewer',
    'complianceOfficer',
    'archivist',
  ] as const)
    expect([role, (await climb(db.app, role, 'mall', now)).via]).toEqual([role, 'post']);
  // A site visit needs two people (DECISIONS 42).
  expect(await holdersOf(db.app, 'qualificationReviewer', 'mall', now)).toHaveLength(2);
});

test('every post of both companies has a department and a holder', async () => {
  const posts = await organisationAsOf(db.app, now);
  for (const post of posts) {
    expect([post.id, post.holders.length > 0]).toEqual([post.id, true]);
    expect(post.department.zh).toBeTruthy();
  }
  expect(new Set(posts.map((post) => post.entityId))).toEqual(new Set(['mall', 'trade']));
});

test('is loaded once, without a password for anybody', async () => {
  expect(await loadDemoOrganisation(db.app, now)).toBe(false);
  expect(await db.app.query('select 1 from password_credentials')).toEqual([]);
});

test('has codes with right check digits', () => {
  for (const entity of demoEntities) expect(checkUscc(entity.uscc).ok).toBe(true);
});
