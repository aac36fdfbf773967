import type { FormValues } from '../../core/forms/form.ts';

/** Invented applicants of the demonstration; every code has a right check digit and belongs to nobody. */
export interface DemoApplicant {
  readonly partyId: string;
  readonly loginName: string;
  readonly contact: string;
  readonly name: string;
  readonly uscc: string;
  readonly deviceClass: 'II' | 'III';
  readonly legalRepresentative: string;
  readonly residentId: string;
  readonly phone: string;
  readonly product: string;
  readonly registration: string;
  readonly category: string;
}

const FILING = '沪浦药监械经营备20220001号';
const PERMIT = '沪浦药监械经营许20210001号';

/** Number of the filing or licence under which the applicant trades. */
export const permitOf = (a: DemoApplicant): string => (a.deviceClass === 'II' ? FILING : PERMIT);

/** Scope of business as the sample licence prints it. */
export const scopeOf = (a: DemoApplicant): string =>
  `第${a.deviceClass === 'II' ? '二' : '三'}类医疗器械经营;第一类医疗器械销售`;

/** An application as the merchant fills it in; `files` are the ids of what was uploaded, by field. */
export const applicationOf = (a: DemoApplicant, files: Readonly<Record<string, string>>): FormValues => ({
  scenario: 'newEntry',
  applicantType: 'distributor',
  merchantName: a.name,
  uscc: a.uscc,
  establishedOn: '2019-04-18',
  businessScope: scopeOf(a),
  businessLicence: [files.businessLicence],
  deviceClass: a.deviceClass,
  categories: [{ code: a.category }],
  permitHolder: a.name,
  permitScope: [{ code: a.category }],
  ...(a.deviceClass === 'II'
    ? { filingNumber: FILING, filingCertificate: [files.permit] }
    : {
        permitNumber: PERMIT,
        permitValidUntil: '2029-03-31',
        permitOriginal: [files.permit],
        permitDuplicate: [files.permit],
        permitChanges: [files.permit],
        annualInspection: false,
        permitScopeChanged: false,
      }),
  registrations: [{ product: a.product, number: a.registration, validUntil: '2029-06-30' }],
  registrationFiles: [files.registrations],
  registrationAnnexes: [files.registrations],
  legalRepresentative: a.legalRepresentative,
  legalRepresentativeId: a.residentId,
  idValidUntil: '2035-08-01',
  idCardFront: [files.idCard],
  idCardBack: [files.idCard],
  byMandate: false,
  contactName: a.contact,
  contactPhone: a.phone,
  contactEmail: `${a.loginName.replace('.', '-')}@example.com`,
});
