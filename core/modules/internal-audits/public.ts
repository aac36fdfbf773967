export { auditFindings } from './process.ts';
