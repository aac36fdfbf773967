import type { CaseView } from '../../core/contract/case-view.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Drafts } from '../case/drafts.ts';
import type { EffectsLeft, Kernel, LockedCase } from '../case/kernel.ts';
import { casePage } from '../case/read/case-page.ts';
import type { PageSources } from '../case/read/page-sources.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { mustBeReadable } from './case-access.ts';
import type { Identity } from './identity.ts';

export interface CaseRoutesDeps {
  readonly kernel: Kernel;
  readonly identity: Identity;
  readonly pages: Pick<PageSources, 'files' | 'papers' | 'masks'>;
  readonly drafts: Drafts;
  readonly effectsLeft: EffectsLeft;
  /** The party has been shown the case, and with it the notices in it. */
  readonly seenByParty: (caseId: string) => Promise<void>;
  /** Entity that a new case belongs to: for a merchant the platform of his party. */
  readonly homeOf: (principal: Principal) => string;
}

/** The case page for whoever asks, read on the connection handed in; every write answers with it too. */
export const pageOn =
  (deps: CaseRoutesDeps) =>
  async (principal: Principal, caseId: string, sql: Sql): Promise<CaseView> => {
    const { names, posts, entityName, vacancies } = deps.identity;
    const sources: PageSources = { ...deps.pages, names, posts, entityName, vacancies, draft: deps.drafts.read };
    const readable = async (found: LockedCase | null) => (await mustBeReadable(deps.kernel, principal, found)).locked;
    return casePage(deps.kernel, principal, caseId, sources, readable, sql);
  };

/** The party has been shown the case with this page. */
export const shown = async (deps: CaseRoutesDeps, principal: Principal, page: CaseView): Promise<CaseView> => {
  if (principal.kind === 'merchant') await deps.seenByParty(page.id);
  return page;
};

export const pageFor = (deps: CaseRoutesDeps) => async (principal: Principal, caseId: string) =>
  shown(deps, principal, await deps.kernel.db.together((sql) => pageOn(deps)(principal, caseId, sql)));
