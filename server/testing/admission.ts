import { Defect } from '../../core/base/result.ts';
import type { FormValues } from '../../core/forms/form.ts';
import { materialList } from '../../core/modules/admission/public.ts';
import { applicationOf, type DemoApplicant } from '../demo/applications.ts';
import { sampleDocument, textPage } from '../platform/inspect/sample-pdf.ts';
import type { Visitor } from './visitor.ts';

/** Invented, with right check digits, and unlike anybody of the demonstration: what must not turn up where it may not. */
export const applicant: DemoApplicant = {
  partyId: 'demo-qingshan',
  loginName: 'zhang.xiaotang',
  contact: '司徒景澜',
  name: '上海青杉医疗器械有限公司',
  uscc: '91310115MA1DEM103N',
  deviceClass: 'II',
  legalRepresentative: '欧阳若水',
  residentId: '310115197708170086',
  phone: '13912345678',
  product: '电子血压计',
  registration: '沪械注准20232070012',
  category: '07-03-03',
};
export const contactEmail = 'jinglan.situ@example.org';

/** What no log, metric, address or clear column may hold. */
export const personalValues = [
  applicant.contact,
  applicant.legalRepresentative,
  applicant.residentId,
  applicant.phone,
  contactEmail,
];

const PAPERS = {
  businessLicence: '营业执照',
  permit: '第二类医疗器械经营备案凭证',
  registrations: '医疗器械注册证',
  idCard: '身份证明',
};

/** Uploads what an application needs, named as P05 §2.4 has it; the ids by field. */
export const papersOf = async (merchant: Visitor, merchantName = applicant.name): Promise<Record<string, string>> => {
  const ids: Record<string, string> = {};
  for (const [field, title] of Object.entries(PAPERS)) {
    const name = `${merchantName}-${title}-20260105.pdf`;
    const answer = await merchant.upload(sampleDocument({ pages: [textPage()] }), name);
    if (answer.status !== 201) throw new Defect(`${name} was refused: ${JSON.stringify(answer.body)}`);
    ids[field] = answer.body.id;
  }
  return ids;
};

export const application = (papers: Readonly<Record<string, string>>, changes: FormValues = {}): FormValues => ({
  ...applicationOf(applicant, papers),
  contactEmail,
  ...changes,
});

export interface OpenedCase {
  readonly caseId: string;
  readonly number: string;
}

/** Files an application and gives the case. */
export const apply = async (merchant: Visitor, form: FormValues): Promise<OpenedCase> => {
  const answer = await merchant.post('/api/cases', { process: 'merchant-admission', form });
  if (answer.status !== 201) throw new Defect(`the application was refused: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** The open task of a stage, as this visitor sees the case. */
export const taskOf = async (visitor: Visitor, caseId: string, stage: string) => {
  const { body } = await visitor.get(`/api/cases/${caseId}`);
  const task = body.tasks?.find((one: { stage: string }) => one.stage === stage);
  if (!task) throw new Defect(`no task in ${stage}: ${JSON.stringify(body).slice(0, 300)}`);
  return { id: task.id as string, version: body.version as number, task };
};

/** The clerk finds the material complete. */
export const receipt = {
  receivedOn: '2026-01-05',
  documentCount: 4,
  materials: Object.fromEntries(materialList.map(({ code }) => [code, { answer: 'pass' }])),
  complete: 'yes',
};
