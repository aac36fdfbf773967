import { lazyRouteComponent } from '@tanstack/react-router';

export const TodoPage = lazyRouteComponent(() => import('./todo-page.tsx'), 'TodoPage');
