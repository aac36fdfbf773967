export { dutyRecords, periodicDuties } from './duties.ts';
