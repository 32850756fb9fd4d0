import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { wordsOf } from '../shared/search.ts';
import { oversightRoutes } from './oversight-routes.tsx';
import { root } from './root.tsx';

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home.tsx'), 'Home'),
});

const tasks = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  validateSearch: wordsOf('tab', 'lamp', 'q', 'sort', 'open'),
  component: lazyRouteComponent(() => import('../features/task/inbox.tsx'), 'Inbox'),
});

const absence = createRoute({
  getParentRoute: () => root,
  path: '/absence',
  component: lazyRouteComponent(() => import('../features/absence/absence.tsx'), 'Absence'),
});

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  validateSearch: wordsOf('q', 'stage', 'state', 'lamp', 'buyerOrgId', 'regionCode', 'sort'),
  component: lazyRouteComponent(() => import('../features/project/project-list.tsx'), 'ProjectList'),
});

const application = createRoute({
  getParentRoute: () => root,
  path: '/projects/new',
  validateSearch: wordsOf('draft', 'step'),
  component: lazyRouteComponent(() => import('../features/application/wizard.tsx'), 'ApplicationWizard'),
});

const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$projectId',
  validateSearch: wordsOf('tab'),
  component: lazyRouteComponent(() => import('../features/project/project-page.tsx'), 'ProjectPage'),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  validateSearch: wordsOf('kind'),
  component: lazyRouteComponent(() => import('../features/import/import-screen.tsx'), 'ImportScreen'),
});

const startCase = createRoute({
  getParentRoute: () => root,
  path: '/approvals/new',
  validateSearch: wordsOf('flowId'),
  component: lazyRouteComponent(() => import('../features/case/start-case.tsx'), 'StartCase'),
});

const approvalCase = createRoute({
  getParentRoute: () => root,
  path: '/approvals/$caseId',
  component: lazyRouteComponent(() => import('../features/case/case-page.tsx'), 'CasePage'),
});

const flows = createRoute({
  getParentRoute: () => root,
  path: '/flows',
  component: lazyRouteComponent(() => import('../features/flow/flow-list.tsx'), 'FlowList'),
});

const flow = createRoute({
  getParentRoute: () => root,
  path: '/flows/$flowId/$version',
  validateSearch: wordsOf('tab'),
  component: lazyRouteComponent(() => import('../features/flow/flow-page.tsx'), 'FlowPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    tasks,
    absence,
    projects,
    application,
    project,
    imports,
    startCase,
    approvalCase,
    flows,
    flow,
    ...oversightRoutes,
  ]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
