export { DutiesPage } from './duties-page.tsx';
