import { lazyRouteComponent } from '@tanstack/react-router';

export const VerifyPage = lazyRouteComponent(() => import('./verify-page.tsx'), 'VerifyPage');
