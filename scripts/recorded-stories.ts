import { stories as complaints } from '../core/modules/complaints/testing/stories.ts';
import { stories as documents } from '../core/modules/documents/testing/stories.ts';
import { stories as internalAudits } from '../core/modules/internal-audits/testing/stories.ts';
import { stories as recalls } from '../core/modules/recalls/testing/stories.ts';
import { stories as stops } from '../core/modules/stops/testing/stories.ts';
import type { Story } from '../core/process/testing/given.ts';

/** Stories whose histories are kept under `<module>/histories`, by folder. */
export const recordedStories: Readonly<Record<string, Readonly<Record<string, () => Story>>>> = {
  complaints,
  documents,
  'internal-audits': internalAudits,
  recalls,
  stops,
};
