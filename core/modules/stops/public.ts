export { merchantStop } from './process.ts';
