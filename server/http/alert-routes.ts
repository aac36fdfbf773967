import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Text } from '../../core/base/text.ts';
import { dateOf, formatInstant } from '../../core/base/time.ts';
import { daysUntilTableEnds } from '../../core/calendar/table-end.ts';
import { AlertView } from '../../core/contract/calendar-view.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Kernel } from '../case/kernel.ts';
import { countProvisional } from '../case/recompute.ts';
import { type Alert, openAlerts } from '../platform/alerts/alerts.ts';
import type { Calendar } from '../platform/calendar/calendar.ts';
import { TABLE_ENDS } from '../platform/calendar/watch.ts';
import type { Identity } from './identity.ts';

export interface AlertRoutesDeps {
  readonly kernel: Kernel;
  readonly identity: Identity;
  readonly calendar: Calendar;
  /** Further matters, told by their own area. */
  readonly waiting: (principal: Principal) => Promise<AlertView[]>;
}

/** Each kind of alert in words, as things stand when it is shown; a kind that nobody words is not shown. */
const worded: Readonly<
  Record<string, (deps: AlertRoutesDeps, alert: Alert) => Promise<{ message: Text; url: string }>>
> = {
  [TABLE_ENDS]: async ({ kernel, calendar }, { subject }) => {
    const days = Math.max(0, daysUntilTableEnds(calendar.table(), dateOf(kernel.clock())));
    const n = await countProvisional(kernel.db);
    return {
      message: {
        zh: `工作日历再有 ${days} 天到表尾,${subject} 年尚未导入;已有 ${n} 个时限为暂定。国务院办公厅通知公布后请即导入。`,
        en: `The working-day calendar ends in ${days} days and ${subject} is not imported; ${n} limits are provisional. Import the notice of the State Council as soon as it is out.`,
      },
      url: '/calendar',
    };
  },
};

/** What waits for whoever asks: open alerts addressed to a role that he holds himself. */
export const alertRoutes =
  (deps: AlertRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/alerts',
      { schema: { tags: ['system'], summary: 'Open alerts for the own roles', response: { 200: z.array(AlertView) } } },
      async (request) => {
        const principal = await deps.identity.principalOf(request);
        const elsewhere = await deps.waiting(principal);
        const roles = principal.posts.flatMap((post) => (post.climbed ? [] : post.roles));
        if (roles.length === 0) return elsewhere;
        const shown: AlertView[] = [...elsewhere];
        for (const alert of await openAlerts(deps.kernel.db, roles)) {
          const words = await worded[alert.kind]?.(deps, alert);
          if (words) shown.push({ kind: alert.kind, raisedAt: formatInstant(alert.raisedAt), ...words });
        }
        return shown;
      },
    );
  };
