export { OrganisationPage } from './organisation-page.tsx';
export { PersonPage } from './person-page.tsx';
export { PostPage } from './post-page.tsx';
export { RequestsPage } from './requests-page.tsx';
export { ReviewPage } from './review-page.tsx';
export { SetUpPage } from './set-up-page.tsx';
export { StaffPage } from './staff-page.tsx';
