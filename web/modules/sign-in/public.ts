import { lazyRouteComponent } from '@tanstack/react-router';

export const SignInPage = lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage');
export const ActivatePage = lazyRouteComponent(() => import('./activate-page.tsx'), 'ActivatePage');
