import type { FileView, PaperView, TaskView } from '../../../core/contract/case-view.ts';
import type { RoleId } from '../../../core/manual/roles.ts';

/** What the page needs from other parts of the server; every answer is for this case and this reader alone. */
export interface PageSources {
  readonly names: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly posts: (
    postIds: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly zh: string; readonly en: string }>>;
  readonly entityName: (entityId: string) => Promise<string>;
  /** For an outside party only its own files and the notices sent to it; null for the house. */
  readonly files: (caseId: string, partyId: string | null) => Promise<readonly FileView[]>;
  readonly papers: (caseId: string, partyId: string | null) => Promise<readonly PaperView[]>;
  /** What is shown in place of sealed values, by ref; null where the value was destroyed. */
  readonly masks: (entityId: string, refs: readonly string[]) => Promise<ReadonlyMap<string, string | null>>;
  /** Of these roles those that nobody of the entity holds now, and where their tasks went. */
  readonly vacancies: (
    roles: readonly RoleId[],
    entityId: string,
  ) => Promise<ReadonlyMap<string, NonNullable<TaskView['climbed']>>>;
  readonly draft: (taskId: string, personId: string) => Promise<TaskView['draft']>;
}

/** Names, titles and masks, looked up once for the whole page. */
export interface Shown {
  readonly names: ReadonlyMap<string, string>;
  readonly posts: ReadonlyMap<string, { readonly zh: string; readonly en: string }>;
  readonly masks: ReadonlyMap<string, string | null>;
}
