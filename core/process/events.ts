import type { Json } from '../base/json.ts';
import type { Instant } from '../base/time.ts';
import type { FormValues } from '../forms/form.ts';
import type { Actor, CaseState, Item, LimitFigure } from './state.ts';

/** What the server knows of a signature; the proof itself is never kept. */
export interface SignatureRecord {
  readonly meaningZh: string;
  readonly meaningEn: string;
  readonly method: string;
  readonly name: string;
  readonly at: Instant;
  /** SHA-256 of the canonical form that was displayed when it was signed. */
  readonly contentHash: string;
}

export interface OpenedTask {
  readonly key: string;
  readonly task: string;
  readonly item: string | null;
  readonly round: number;
}

/** What has happened in a case. Past tense; every event carries the instant at which it was recorded. */
export type CaseEvent = { readonly at: Instant } & (
  | {
      readonly type: 'caseOpened';
      readonly definitionVersion: number;
      readonly form: FormValues;
      readonly actor: Actor;
      readonly facts: Readonly<Record<string, Json>>;
      readonly signature: SignatureRecord | null;
    }
  | {
      readonly type: 'acted';
      readonly taskKey: string;
      readonly stage: string;
      readonly item: string | null;
      readonly action: string;
      readonly outcome: 'agreed' | 'refused' | 'waiting' | 'stays';
      readonly form: FormValues;
      readonly actor: Actor;
      readonly facts: Readonly<Record<string, Json>>;
      readonly signature: SignatureRecord | null;
    }
  | {
      readonly type: 'stageEntered';
      readonly key: string;
      readonly stage: string;
      readonly item: string | null;
      readonly round: number;
      readonly items: readonly Item[] | null;
      readonly tasks: readonly OpenedTask[];
    }
  | { readonly type: 'stageAwaited'; readonly key: string; readonly stage: string; readonly item: string | null }
  | { readonly type: 'stageLeft'; readonly key: string; readonly cancelled: readonly string[] }
  | { readonly type: 'taskReopened'; readonly key: string; readonly from: string }
  | { readonly type: 'taskClaimed'; readonly key: string; readonly actor: Actor }
  | { readonly type: 'taskReleased'; readonly key: string; readonly actor: Actor; readonly reason: string | null }
  | {
      readonly type: 'taskTransferred';
      readonly key: string;
      readonly to: string;
      readonly reason: string;
      readonly actor: Actor;
    }
  | {
      readonly type: 'signerAdded';
      readonly key: string;
      readonly forTask: string;
      readonly to: string;
      readonly reason: string;
      readonly actor: Actor;
    }
  | {
      readonly type: 'signerAnswered';
      readonly key: string;
      readonly answer: 'agreed' | 'refused';
      readonly reason: string;
      readonly actor: Actor;
      readonly signature: SignatureRecord | null;
    }
  | {
      readonly type: 'sentBack';
      readonly taskKey: string;
      readonly to: string;
      readonly reason: string;
      readonly actor: Actor;
    }
  | { readonly type: 'urged'; readonly key: string; readonly reason: string | null; readonly actor: Actor }
  | {
      readonly type: 'copied';
      readonly key: string;
      readonly to: string;
      readonly reason: string;
      readonly actor: Actor;
    }
  | {
      readonly type: 'withdrawn';
      readonly act: number;
      readonly reason: string;
      readonly actor: Actor;
      readonly restored: CaseState;
    }
  | {
      readonly type: 'told';
      readonly event: string;
      readonly data: Readonly<Record<string, Json>>;
      readonly cause: string;
    }
  | {
      readonly type: 'limitStarted';
      readonly key: string;
      readonly limit: string;
      readonly item: string | null;
      readonly anchorAt: Instant;
      readonly fromLapse?: true;
      readonly figures: readonly LimitFigure[];
      readonly dueAt: Instant;
      readonly provisional: boolean;
    }
  | { readonly type: 'limitPaused'; readonly key: string }
  | {
      readonly type: 'limitResumed';
      readonly key: string;
      /** When the standstill ended, where that was before it was noticed. */
      readonly stoodUntil?: Instant;
      readonly figures: readonly LimitFigure[];
      readonly dueAt: Instant;
      readonly provisional: boolean;
    }
  | {
      readonly type: 'limitMoved';
      readonly key: string;
      readonly why: 'calendar' | 'parameter' | 'choice' | 'sentBack';
      readonly figures: readonly LimitFigure[];
      readonly dueAt: Instant;
      readonly provisional: boolean;
      readonly was: Instant | null;
    }
  | { readonly type: 'limitReminded'; readonly key: string; readonly share: number }
  | { readonly type: 'limitMet'; readonly key: string }
  | {
      readonly type: 'limitBreached';
      readonly key: string;
      readonly dueAt: Instant;
      readonly escalateTo: string | null;
    }
  | { readonly type: 'limitLapsed'; readonly key: string; readonly dueAt: Instant }
  | { readonly type: 'limitCancelled'; readonly key: string }
  | { readonly type: 'effectRequested'; readonly effect: string; readonly item: string | null }
  | { readonly type: 'caseEnded'; readonly end: string }
  | {
      readonly type: 'definitionChanged';
      readonly from: number;
      readonly to: number;
      readonly approvedBy: string;
      readonly stages: Readonly<Record<string, string>>;
    }
);

export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;
