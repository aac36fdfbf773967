import type { Text } from '../base/text.ts';
import type { ObligationId } from '../manual/obligation-id.ts';
import type { RoleId } from '../manual/roles.ts';

/**
 * What a company lays on a post: a role of the manuals, or `administrator`, who runs the machine. The manuals know no
 * administrator, and least privilege (P08 §3.1) keeps him away from what quality records say.
 */
export type PostRole = RoleId | 'administrator';

/**
 * Which of the staff may.
 * `everyone`: whoever holds any post in the entity. `business`: the same without a mere administrator. `addressed`: only who the subject names (role, post or person).
 * `involved`: whoever takes part in the case's procedure, or holds one of `also`. A list: these roles only.
 */
export type StaffRule =
  | 'nobody'
  | 'everyone'
  | 'business'
  | 'addressed'
  | { readonly involvedOr: readonly PostRole[] }
  | { readonly roles: readonly PostRole[] };

export interface OperationRule {
  readonly title: Text;
  /** A `read` changes nothing but the audit; an auditor or regulator writes nothing but his own sessions and credentials. */
  readonly effect: 'read' | 'write';
  /** `entity`: the subject belongs to a legal entity and the actor's post must count there. `own`: the person's own things. */
  readonly within: 'entity' | 'own' | 'instance';
  readonly staff: StaffRule;
  /** `party`: about the own merchant only. `addressed`: a task of the own merchant that is open to him. */
  readonly merchant: 'no' | 'party' | 'addressed';
  /** `granted`: within the entity and procedures of a dated grant. `whole`: only where the grant names all procedures. */
  readonly auditor: 'no' | 'granted' | 'whole';
  /** The product itself, acting on a clock or an effect. */
  readonly system: boolean;
  readonly obligations: readonly ObligationId[];
}
