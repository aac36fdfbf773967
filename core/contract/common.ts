import { z } from 'zod';

/** Shapes that travel between server and browser. Instants travel as ISO 8601 with +08:00, dates as YYYY-MM-DD. */
export const TextView = z.object({ zh: z.string(), en: z.string() });
export const InstantView = z.iso.datetime({ offset: true });

export const PersonView = z.object({ personId: z.string(), name: z.string() });
export type PersonView = z.infer<typeof PersonView>;

/** RFC 9457 problem details with our own members. `message` is for users, `code` for programs. */
export const ProblemView = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  message: TextView,
  obligation: z.string().optional(),
  /** For a form: what is wrong in which field. */
  fields: z.array(z.object({ field: z.string(), code: z.string(), message: TextView })).optional(),
  /** For a conflict: the version that the case has now. */
  currentVersion: z.number().int().optional(),
});
export type ProblemView = z.infer<typeof ProblemView>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() });

/** May this be done, and if not, why: computed by the server, shown by the web, never evaluated there. */
export const AllowedView = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), code: z.string(), why: TextView, obligation: z.string().optional() }),
]);
export type AllowedView = z.infer<typeof AllowedView>;
