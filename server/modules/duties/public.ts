export { merchantsByGrade, qualityRecords } from './populations.ts';
