import type { Json } from '../base/json.ts';
import type { FormValues } from '../forms/form.ts';
import type { CaseEvent, SignatureRecord } from './events.ts';

/** The same values twice: `clear` for the rules to look at, `stored` with personal values sealed, for the event. */
export interface FilledForm {
  readonly clear: FormValues;
  readonly stored: FormValues;
}

export type Command =
  | { readonly do: 'open'; readonly form: FilledForm; readonly signature: SignatureRecord | null }
  | {
      readonly do: 'act';
      readonly task: string;
      readonly action: string;
      readonly form: FilledForm;
      readonly signature: SignatureRecord | null;
    }
  | { readonly do: 'claim'; readonly task: string }
  | { readonly do: 'release'; readonly task: string; readonly reason: string | null }
  | { readonly do: 'transfer'; readonly task: string; readonly to: string; readonly reason: string }
  | { readonly do: 'addSigner'; readonly task: string; readonly to: string; readonly reason: string }
  | {
      readonly do: 'answerSigner';
      readonly task: string;
      readonly answer: 'agreed' | 'refused';
      readonly reason: string;
      readonly signature: SignatureRecord | null;
    }
  | { readonly do: 'sendBack'; readonly task: string; readonly to: string; readonly reason: string }
  | { readonly do: 'urge'; readonly task: string; readonly reason: string | null }
  | { readonly do: 'copy'; readonly task: string; readonly to: string; readonly reason: string }
  /** 撤回: needs the history, and whether an effect of the act has left the house. */
  | {
      readonly do: 'withdraw';
      readonly reason: string;
      readonly history: readonly CaseEvent[];
      readonly effectsLeft: boolean;
    }
  | {
      readonly do: 'tell';
      readonly event: string;
      readonly data: Readonly<Record<string, Json>>;
      readonly cause: string;
      readonly item: string | null;
    }
  | { readonly do: 'wake' }
  | { readonly do: 'recompute'; readonly why: 'calendar' | 'parameter' }
  | { readonly do: 'changeDefinition'; readonly approvedBy: string };
