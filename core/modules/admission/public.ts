export { applicationForm } from './forms/application.ts';
export { materialList, resubmissionForm } from './forms/intake.ts';
export { checklistItems } from './forms/preliminary.ts';
export { admissionNotices } from './notices.ts';
export { admission } from './process.ts';
export { admissionRecords, qualificationRecordKind } from './records.ts';
