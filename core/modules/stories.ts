import type { Story } from '../process/testing/given.ts';
import { stories as complaints } from './complaints/stories.ts';
import { stories as documents } from './documents/stories.ts';
import { stories as internalAudits } from './internal-audits/stories.ts';
import { stories as recalls } from './recalls/stories.ts';
import { stories as stops } from './stops/stories.ts';

/** Stories whose histories are kept under `<module>/histories`, by folder. */
export const recordedStories: Readonly<Record<string, Readonly<Record<string, () => Story>>>> = {
  complaints,
  documents,
  'internal-audits': internalAudits,
  recalls,
  stops,
};
