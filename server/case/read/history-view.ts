import { formatInstant } from '../../../core/base/time.ts';
import type { HistoryEntryView } from '../../../core/contract/case-view.ts';
import type { Process } from '../../../core/process/definition.ts';
import type { CaseEvent } from '../../../core/process/events.ts';
import { formOf, reasonOf, titleOf } from '../../../core/process/story.ts';
import { masked } from './masked.ts';
import type { Shown } from './page-sources.ts';

export const historyView = (
  process: Process,
  event: CaseEvent,
  seq: number,
  { names, posts, masks }: Shown,
): HistoryEntryView[] => {
  const title = titleOf(process, event);
  if (title === null) return [];
  const actor = 'actor' in event && !event.actor.system ? event.actor : null;
  const person = (id: string) => ({ personId: id, name: names.get(id) ?? id });
  const form = formOf(process, event);
  const signature = 'signature' in event ? event.signature : null;
  return [
    {
      seq,
      at: formatInstant(event.at),
      kind: event.type,
      title,
      actor: actor ? person(actor.personId) : null,
      post: actor?.postId ? (posts.get(actor.postId) ?? null) : null,
      onBehalfOf: actor?.onBehalfOf ? person(actor.onBehalfOf) : null,
      form,
      values: form && 'form' in event ? (masked(event.form, masks) as Record<string, unknown>) : null,
      signature: signature
        ? {
            meaning: { zh: signature.meaningZh, en: signature.meaningEn },
            at: formatInstant(signature.at),
            method: signature.method,
          }
        : null,
      obligations: [],
      reason: reasonOf(event),
    },
  ];
};
