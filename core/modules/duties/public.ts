export { periodicDuties } from './duties.ts';
