import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { whatIfSearch } from '../features/policy/what-if-search.ts';
import { wordsOf } from '../shared/search.ts';
import { root } from './root.tsx';

const supervision = createRoute({
  getParentRoute: () => root,
  path: '/supervision',
  validateSearch: wordsOf('regionCode', 'stage', 'lamp'),
  component: lazyRouteComponent(() => import('../features/supervision/overview.tsx'), 'SupervisionOverview'),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/supervision/calendar',
  validateSearch: wordsOf('month', 'day'),
  component: lazyRouteComponent(() => import('../features/supervision/calendar.tsx'), 'DeadlineCalendar'),
});

const gantt = createRoute({
  getParentRoute: () => root,
  path: '/projects/$projectId/schedule',
  component: lazyRouteComponent(() => import('../features/supervision/gantt.tsx'), 'ProjectSchedule'),
});

const bulletin = createRoute({
  getParentRoute: () => root,
  path: '/print/bulletin',
  validateSearch: wordsOf('regionCode'),
  component: lazyRouteComponent(() => import('../features/print/bulletin.tsx'), 'OverdueBulletin'),
});

const contractSheet = createRoute({
  getParentRoute: () => root,
  path: '/print/contract/$projectId',
  component: lazyRouteComponent(() => import('../features/print/contract-sheet.tsx'), 'ContractSheet'),
});

const budget = createRoute({
  getParentRoute: () => root,
  path: '/budget',
  validateSearch: wordsOf('fiscalYear', 'regionCode'),
  component: lazyRouteComponent(() => import('../features/budget/execution.tsx'), 'BudgetExecution'),
});

const catalogue = createRoute({
  getParentRoute: () => root,
  path: '/catalogue',
  validateSearch: wordsOf('q', 'level', 'regionCode', 'on'),
  component: lazyRouteComponent(() => import('../features/catalogue/catalogue.tsx'), 'Catalogue'),
});

const catalogueChanges = createRoute({
  getParentRoute: () => root,
  path: '/catalogue/changes',
  validateSearch: wordsOf('regionCode', 'from', 'to'),
  component: lazyRouteComponent(
    () => import('../features/catalogue/catalogue-changes.tsx'),
    'CatalogueChanges',
  ),
});

const policyVersions = createRoute({
  getParentRoute: () => root,
  path: '/policy/versions',
  component: lazyRouteComponent(() => import('../features/policy/versions.tsx'), 'PolicyVersions'),
});

const policy = createRoute({
  getParentRoute: () => root,
  path: '/policy',
  validateSearch: wordsOf('regionCode', 'on', 'stage', 'severity', 'q'),
  component: lazyRouteComponent(() => import('../features/policy/rules.tsx'), 'PolicyRules'),
});

const whatIf = createRoute({
  getParentRoute: () => root,
  path: '/policy/what-if',
  validateSearch: whatIfSearch,
  component: lazyRouteComponent(() => import('../features/policy/what-if.tsx'), 'WhatIf'),
});

const decision = createRoute({
  getParentRoute: () => root,
  path: '/policy/decisions/$projectId',
  component: lazyRouteComponent(() => import('../features/policy/decisions.tsx'), 'RecordedDecisions'),
});

const operations = createRoute({
  getParentRoute: () => root,
  path: '/operations',
  component: lazyRouteComponent(() => import('../features/operations/operations.tsx'), 'Operations'),
});

const portal = createRoute({
  getParentRoute: () => root,
  path: '/public',
  validateSearch: wordsOf('q', 'kind', 'regionCode'),
  component: lazyRouteComponent(() => import('../features/portal/portal.tsx'), 'Portal'),
});

const disclosed = createRoute({
  getParentRoute: () => root,
  path: '/public/projects/$projectNo',
  component: lazyRouteComponent(() => import('../features/portal/disclosed-project.tsx'), 'DisclosedProject'),
});

/** The screens of supervisors, of the budget, of policy, of operators, and of the public. */
export const oversightRoutes = [
  supervision,
  calendar,
  gantt,
  bulletin,
  contractSheet,
  budget,
  catalogue,
  catalogueChanges,
  policy,
  policyVersions,
  whatIf,
  decision,
  operations,
  portal,
  disclosed,
] as const;
