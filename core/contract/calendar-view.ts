import { z } from 'zod';
import { AllowedView, InstantView, PersonView, TextView } from './common.ts';

/**
 * GET  /api/calendar          -> CalendarView
 * POST /api/calendar/preview  PreviewBody -> CalendarPreview     (nothing is changed)
 * POST /api/calendar/years    ImportBody  -> CalendarView
 * GET  /api/calendar/jobs     -> CalendarJob[]
 * POST /api/calendar/jobs/{id}/run            -> CalendarJob[]   (after a failure)
 * GET  /api/alerts            -> AlertView[]
 */
export const CalendarYear = z.object({
  year: z.number().int(),
  source: z.enum(['shipped', 'imported']),
  notices: z.array(z.string()),
  /** Days off on weekdays and weekends together, and weekend days worked instead. */
  restDays: z.number().int(),
  makeUpDays: z.number().int(),
  /** Of an imported year: which version of the table it made, who imported it, when and why. */
  version: z.number().int().nullable(),
  importedBy: PersonView.nullable(),
  importedAt: InstantView.nullable(),
  reason: z.string().nullable(),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

/** Clocks of open cases being reckoned anew after an import. */
export const CalendarJob = z.object({
  id: z.string(),
  year: z.number().int(),
  version: z.number().int(),
  state: z.enum(['running', 'done', 'dead']),
  total: z.number().int().nullable(),
  done: z.number().int(),
  startedAt: InstantView,
});
export type CalendarJob = z.infer<typeof CalendarJob>;

export const CalendarView = z.object({
  version: z.number().int(),
  /** Newest first. */
  years: z.array(CalendarYear),
  lastYear: z.number().int(),
  /** Until the last day that is known without a hole; negative where today's own year is missing. */
  daysLeft: z.number().int(),
  endsSoon: z.boolean(),
  provisionalLimits: z.number().int(),
  mayImport: AllowedView,
  jobs: z.array(CalendarJob),
});
export type CalendarView = z.infer<typeof CalendarView>;

export const PreviewBody = z.object({ file: z.unknown() }).meta({
  examples: [
    {
      file: {
        year: 2027,
        notices: ['国办发明电…'],
        correction: false,
        holidays: [{ zh: '元旦', en: 'New Year', rest: ['2027-01-01/2027-01-03'], work: [] }],
      },
    },
  ],
});
export const ImportBody = z.object({ file: z.unknown(), reason: z.string().max(500) }).meta({
  examples: [
    {
      file: {
        year: 2027,
        notices: ['国办发明电…'],
        correction: false,
        holidays: [{ zh: '元旦', en: 'New Year', rest: ['2027-01-01/2027-01-03'], work: [] }],
      },
      reason: '国务院办公厅通知',
    },
  ],
});

export const CalendarPreview = z.object({
  year: z.number().int(),
  /** False where the calendar already says the same of every day. */
  changes: z.boolean(),
  correction: z.boolean(),
  restDays: z.number().int(),
  makeUpDays: z.number().int(),
  cases: z.number().int(),
  /** False where more open cases reach the year than were looked at: the figures are then a lower bound. */
  complete: z.boolean(),
  moving: z.number().int(),
  becomeFirm: z.number().int(),
  earlier: z.number().int(),
  later: z.number().int(),
  examples: z.array(
    z.object({
      caseId: z.string(),
      caseNumber: z.string(),
      limit: TextView,
      was: InstantView.nullable(),
      dueAt: InstantView,
      provisional: z.boolean(),
    }),
  ),
});
export type CalendarPreview = z.infer<typeof CalendarPreview>;

export const AlertView = z.object({
  kind: z.string(),
  raisedAt: InstantView,
  message: TextView,
  /** Where something can be done about it. */
  url: z.string(),
});
export type AlertView = z.infer<typeof AlertView>;
