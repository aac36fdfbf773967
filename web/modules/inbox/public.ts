import { lazyRouteComponent } from '@tanstack/react-router';

export const InboxPage = lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage');
