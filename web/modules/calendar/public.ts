import { lazyRouteComponent } from '@tanstack/react-router';

export const CalendarPage = lazyRouteComponent(() => import('./calendar-page.tsx'), 'CalendarPage');
