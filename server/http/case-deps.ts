import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Drafts } from '../case/drafts.ts';
import type { EffectsLeft, Kernel } from '../case/kernel.ts';
import { casePage } from '../case/read/case-page.ts';
import type { PageSources } from '../case/read/page-sources.ts';
import { visibleCase } from './case-access.ts';
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

/** The case page for whoever asks; every write answers with it too. */
export const pageFor = (deps: CaseRoutesDeps) => async (principal: Principal, caseId: string) => {
  const { names, posts, entityName, vacancies } = deps.identity;
  const sources: PageSources = { ...deps.pages, names, posts, entityName, vacancies, draft: deps.drafts.read };
  const found = await visibleCase(deps.kernel, principal, caseId);
  if (principal.kind === 'merchant') await deps.seenByParty(caseId);
  return casePage(deps.kernel, principal, found, sources);
};
