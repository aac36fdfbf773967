import type { LocalDate } from '../base/time.ts';
import { checkClassification } from './classification.ts';
import { checkDistributionFiling } from './distribution-filing.ts';
import { checkDistributionLicence } from './distribution-licence.ts';
import { checkEmail } from './email.ts';
import { checkFiling } from './filing.ts';
import type { IdentifierKind, IdentifierResult } from './kind.ts';
import { checkPhone } from './phone.ts';
import { checkProductionLicence } from './production-licence.ts';
import { checkRegistration } from './registration.ts';
import { checkResidentId } from './resident-id.ts';
import { checkUscc } from './uscc.ts';

const CHECKS: { readonly [K in IdentifierKind]: (value: string, on?: LocalDate) => IdentifierResult<K> } = {
  uscc: checkUscc,
  residentId: checkResidentId,
  phone: checkPhone,
  email: checkEmail,
  registration: checkRegistration,
  filing: checkFiling,
  distributionLicence: checkDistributionLicence,
  distributionFiling: checkDistributionFiling,
  productionLicence: checkProductionLicence,
  classification: checkClassification,
};

/**
 * Says whether a typed identifier is sound: its one spelling and its parts, or a refusal with one code for each cause
 * (`uscc.checkDigit`, `registration.yearFuture`, …). Where `on` is given, what lies after that day is refused.
 * Never throws, whatever the text; never repeats a personal number in a message.
 */
export const checkIdentifier = <K extends IdentifierKind>(
  kind: K,
  value: string,
  on?: LocalDate,
): IdentifierResult<K> => CHECKS[kind](value, on);
