import { apiClient } from '../api-client.ts';

/** One screen to be pictured: as whom, null for the public. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly as: string | null;
}

const SUPERVISOR = 'mintuo-reform-reform-office';
const HANDLER = 'shahe-handler';
const FINANCE = 'yunba-finance-county-budget';
const OPERATOR = 'mintuo-support-operator';

/** What the screens are shown of: a project under contract, and one of which something is public. */
export interface Shown {
  readonly projectId: string;
  readonly projectNo: string;
}

/** Finds in the demonstration what the screens are shown of. */
export async function findShown(apiUrl: string): Promise<Shown> {
  const client = apiClient(apiUrl);
  const page = await client
    .as(SUPERVISOR)
    .get<{ items: { projectId: string }[] }>('/projects?stage=delivery&limit=1');
  const projectId = page.items[0]?.projectId;
  if (projectId === undefined) throw new Error('The demo data hold no project in delivery');
  const disclosed = (await (
    await fetch(`${apiUrl}/api/v1/public/disclosures?kind=contract&limit=1`)
  ).json()) as {
    items: { projectNo: string }[];
  };
  const projectNo = disclosed.items[0]?.projectNo;
  if (projectNo === undefined) throw new Error('The demo data hold no contract that is public');
  return { projectId, projectNo };
}

/** Every screen; the pictures and the checks for accessibility are both made from this list. */
export function listScreens({ projectId, projectNo }: Shown): readonly Screen[] {
  return [
    { name: 'sign-in', path: '/', as: null },
    { name: 'home', path: '/', as: HANDLER },
    { name: 'inbox', path: '/tasks', as: FINANCE },
    { name: 'inbox-handler', path: '/tasks', as: HANDLER },
    { name: 'absence', path: '/absence', as: FINANCE },
    { name: 'application', path: '/projects/new', as: HANDLER },
    { name: 'application-duties', path: '/projects/new?step=3', as: HANDLER },
    { name: 'application-not-mine', path: '/projects/new', as: SUPERVISOR },
    { name: 'projects', path: '/projects', as: SUPERVISOR },
    { name: 'projects-empty', path: '/projects?q=%E6%97%A0%E6%AD%A4%E9%A1%B9%E7%9B%AE', as: SUPERVISOR },
    { name: 'project', path: `/projects/${projectId}`, as: SUPERVISOR },
    { name: 'project-timeline', path: `/projects/${projectId}?tab=timeline`, as: SUPERVISOR },
    { name: 'project-approval', path: `/projects/${projectId}?tab=approval`, as: SUPERVISOR },
    { name: 'project-file', path: `/projects/${projectId}?tab=file`, as: SUPERVISOR },
    { name: 'project-schedule', path: `/projects/${projectId}/schedule`, as: SUPERVISOR },
    { name: 'project-missing', path: '/projects/none', as: SUPERVISOR },
    { name: 'supervision', path: '/supervision', as: SUPERVISOR },
    { name: 'supervision-county', path: '/supervision?regionCode=519901', as: SUPERVISOR },
    { name: 'calendar', path: '/supervision/calendar', as: SUPERVISOR },
    { name: 'budget', path: '/budget', as: FINANCE },
    { name: 'catalogue', path: '/catalogue', as: SUPERVISOR },
    { name: 'policy', path: '/policy', as: SUPERVISOR },
    {
      name: 'policy-what-if',
      path: '/policy/what-if?checkpoint=SubmitProject&facts={"has_works_package":true}',
      as: SUPERVISOR,
    },
    { name: 'policy-decisions', path: `/policy/decisions/${projectId}`, as: SUPERVISOR },
    { name: 'operations', path: '/operations', as: OPERATOR },
    { name: 'print-bulletin', path: '/print/bulletin', as: SUPERVISOR },
    { name: 'print-contract', path: `/print/contract/${projectId}`, as: SUPERVISOR },
    { name: 'portal', path: '/public', as: null },
    { name: 'portal-project', path: `/public/projects/${projectNo}`, as: null },
    { name: 'portal-empty', path: '/public?q=%E6%97%A0%E6%AD%A4%E9%A1%B9%E7%9B%AE', as: null },
  ];
}
