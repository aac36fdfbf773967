import { lazyRouteComponent } from '@tanstack/react-router';

export const CaseListPage = lazyRouteComponent(() => import('./case-list-page.tsx'), 'CaseListPage');
export const CasePage = lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage');
