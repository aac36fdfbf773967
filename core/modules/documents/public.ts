export { documentReview } from './process.ts';
