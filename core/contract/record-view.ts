import { z } from 'zod';
import { InstantView, pageOf, TextView } from './common.ts';

/** One line of 《质量记录保管期限台账》: a record, which period binds it, and the first day on which it may go. */
export const LedgerItem = z.object({
  paperId: z.string(),
  caseId: z.string(),
  number: z.string(),
  title: TextView,
  madeAt: InstantView,
  kept: z.enum(['until', 'permanent', 'open']),
  keptUntil: InstantView.nullable(),
  keptBy: z.object({ title: TextView, clause: z.string(), value: z.string() }),
  pdfUrl: z.string(),
});
export type LedgerItem = z.infer<typeof LedgerItem>;
export const LedgerPage = pageOf(LedgerItem);
export type LedgerPage = z.infer<typeof LedgerPage>;
