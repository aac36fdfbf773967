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

/** An application as the merchant fills it in; `files` are the ids of what was uploaded, by field. */
export const applicationOf = (a: DemoApplicant, files: Readonly<Record<string, string>>): FormValues => ({
  scenario: 'newEntry',
  applicantType: 'distributor',
  merchantName: a.name,
  uscc: a.uscc,
  establishedOn: '2019-04-18',
  businessLicence: [files.businessLicence],
  deviceClass: a.deviceClass,
  categories: [{ code: a.category }],
  permitHolder: a.name,
  ...(a.deviceClass === 'II'
    ? { filingNumber: '沪浦药监械经营备20220001号', filingCertificate: [files.permit] }
    : { permitNumber: '沪浦药监械经营许20210001号', permitValidUntil: '2029-03-31', permit: [files.permit] }),
  registrations: [{ product: a.product, number: a.registration, validUntil: '2029-06-30' }],
  registrationFiles: [files.registrations],
  legalRepresentative: a.legalRepresentative,
  legalRepresentativeId: a.residentId,
  idValidUntil: '2035-08-01',
  idCard: [files.idCard],
  byMandate: false,
  contactName: a.contact,
  contactPhone: a.phone,
  contactEmail: `${a.loginName.replace('.', '-')}@example.com`,
});
