import type { People } from '../../platform/people/people.ts';
import { accountFacts, actorOf } from '../../platform/people/who.ts';
import type { Kernel } from '../kernel.ts';
import { todo } from './todo.ts';

const MOST = 100;

/** How many open tasks an account may act on; counted up to a hundred, which is more than a person looks at. */
export const todoCount =
  (people: People, kernel: Kernel) =>
  async (accountId: string): Promise<number> => {
    const account = await accountFacts(people.db, accountId, people.now());
    if (account === null) return 0;
    const actor = await actorOf(people.db, account, people.now());
    const page = await todo(kernel, actor, { limit: MOST }, async () => new Map());
    return page.items.length;
  };
