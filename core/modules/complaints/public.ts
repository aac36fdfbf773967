export { urgentComplaint } from './process.ts';
