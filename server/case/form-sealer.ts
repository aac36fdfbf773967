import type { Json } from '../../core/base/json.ts';
import type { Instant } from '../../core/base/time.ts';
import type { FormValues } from '../../core/forms/form.ts';
import { replacePersonal } from '../../core/forms/personal.ts';
import { carries } from '../../core/manual/carriers.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import { insertSealed } from '../platform/personal/personal-values.ts';
import { type PersonalInput, prepareSeal, sealKeys } from '../platform/personal/seal.ts';
import type { Sealer } from './kernel.ts';

const sealWith = (ring: KeyRing, now: () => Instant): Sealer => ({
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

/** Seals the personal values of filled forms under the key of the person or merchant whose case it is (AES-256). */
export const formSealer = carries(
  { kind: 'security', name: 'sealer.forms', obligations: ['P04-2.2-08', 'P04-3.1-09'] },
  sealWith,
  () => () => ({ seal: async (_form, values) => ({ stored: values, write: async () => {} }) }),
);
