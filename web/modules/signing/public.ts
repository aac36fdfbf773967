import { lazyRouteComponent } from '@tanstack/react-router';

export const SignListPage = lazyRouteComponent(() => import('./sign-list-page.tsx'), 'SignListPage');
