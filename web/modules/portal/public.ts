import { lazyRouteComponent } from '@tanstack/react-router';

export const PortalPage = lazyRouteComponent(() => import('./portal-page.tsx'), 'PortalPage');
export const ApplyPage = lazyRouteComponent(() => import('./apply-page.tsx'), 'ApplyPage');
export const ApplicationPage = lazyRouteComponent(() => import('./application-page.tsx'), 'ApplicationPage');
