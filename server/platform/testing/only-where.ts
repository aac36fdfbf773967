import { describe, test } from 'vitest';

/**
 * Tests that need something a machine may lack (a mount of one's own, another server's programs). Where it is missing, one test
 * in their place is skipped and says what is needed; `npm test` shows that and counts it neither as passed nor as failed. A
 * skip without such words counts as failed there.
 */
export const describeWhere = (holds: boolean, needs: string, name: string, body: () => void): void => {
  if (holds) describe(name, body);
  else test(name, (context) => context.skip(needs));
};

/** The same for a single test. */
export const testWhere = (holds: boolean, needs: string, name: string, body: () => Promise<void>): void => {
  if (holds) test(name, body);
  else test(name, (context) => context.skip(needs));
};
