import { describe, expect, test } from 'vitest';
import { resolveActors } from '../manual/actors.ts';
import { departments } from '../manual/departments.ts';
import { obligations } from '../manual/obligations.ts';
import { type RoleId, roles } from '../manual/roles.ts';
import { proposedOrganisation } from './proposed-organisation.ts';

const kinds = ['platform', 'distributor'] as const;
/** Bodies that are formed for one task and parts that fall to somebody in one procedure are no posts. */
const isFilled = (role: RoleId): boolean =>
  ['post', 'staff'].includes(roles[role].kind) && roles[role].department !== null;

describe('the organisation that is proposed to a new company', () => {
  test.each(kinds)('%s: carries every post that its manual binds', (kind) => {
    const chapter = kind === 'platform' ? /^P/ : /^D/;
    const bound = new Set(
      obligations
        .filter((row) => chapter.test(row.id))
        .flatMap((row) => resolveActors(row.actor) ?? [])
        .flatMap((actor) => (actor.kind === 'role' && isFilled(actor.role) ? [actor.role] : [])),
    );
    const carried = new Set<string>(proposedOrganisation[kind].flatMap((d) => d.posts.flatMap((p) => p.roles)));
    expect(bound.size).toBeGreaterThan(15);
    expect([...bound].filter((role) => !carried.has(role))).toEqual([]);
  });

  test.each(kinds)('%s: stands for every department of the manuals that it has posts of, each once', (kind) => {
    const stands = proposedOrganisation[kind].flatMap((d) => d.standsFor);
    expect(new Set(stands).size).toBe(stands.length);
    for (const one of stands) expect(departments).toHaveProperty(one);
  });

  test.each(kinds)(
    '%s: has one head in each department, who is listed first, and nothing twice under one name',
    (kind) => {
      for (const { posts } of proposedOrganisation[kind])
        expect(posts.map((post) => post.isHead)).toEqual(posts.map((_, at) => at === 0));
      const slugs = proposedOrganisation[kind].flatMap((d) => [d.slug, ...d.posts.map((post) => post.slug)]);
      expect(new Set(slugs).size).toBe(slugs.length);
    },
  );

  test('never lays the approval of access on whoever sets it up', () => {
    for (const kind of kinds)
      for (const { posts } of proposedOrganisation[kind])
        for (const { roles: carried } of posts) {
          expect(carried).not.toContain('administrator');
          if (carried.includes('headOfQuality')) expect(carried).not.toContain('headOfTechnology');
        }
  });
});
