export { recall } from './process.ts';
