import type { Json } from '../../core/base/json.ts';
import type { Instant } from '../../core/base/time.ts';
import type { FormValues } from '../../core/forms/form.ts';
import { replacePersonal } from '../../core/forms/personal.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import { insertSealed } from '../platform/personal/personal-values.ts';
import { type PersonalInput, prepareSeal, sealKeys } from '../platform/personal/seal.ts';
import type { Sealer } from './kernel.ts';

/** Seals the personal values of filled forms under the key of the person or merchant whose case it is. */
export const formSealer = (ring: KeyRing, now: () => Instant): Sealer => ({
  seal: async (form, values, { entityId, subject, holder }) => {
    const inputs: PersonalInput[] = [];
    replacePersonal(form, values, (value, kind) => {
      inputs.push({ subject, kind, value: value as Json, holder });
      return value;
    });
    if (inputs.length === 0) return { stored: values, write: async () => {} };
    const prepared = prepareSeal(await sealKeys(ring, entityId, [subject]), inputs);
    // The second walk meets the values in the order of the first.
    let next = 0;
    const stored: FormValues = replacePersonal(form, values, () => prepared.sealed[next++]);
    return { stored, write: (tx) => insertSealed(tx, prepared, now()) };
  },
});
