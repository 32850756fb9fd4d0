import { apiClient } from '../api-client.ts';

/** One screen to be pictured: as whom, null for the public. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly as: string | null;
}

const SUPERVISOR = 'mintuo-reform-reform-office';
const HANDLER = 'shahe-handler';
const FLOW_ADMIN = 'shahe-station-head';
const CATALOGUE_ADMIN = 'yunba-office-mayor';
const FINANCE = 'yunba-finance-county-budget';
const OPERATOR = 'mintuo-support-operator';

/** An approval that belongs to no project, as the demonstration has none of its own. */
const APPROVAL = {
  flowId: 'departments',
  title: '沙河镇便民服务大厅设备更新',
  form: { amountFen: 4_800_000, purpose: '更换叫号设备与自助终端' },
  choices: {},
  callbackUrl: null,
};

/** What the screens are shown of: a project under contract, a project of which something is public, and an approval. */
export interface Shown {
  readonly projectId: string;
  readonly projectNo: string;
  readonly caseId: string;
}

/** Finds in the demonstration what the screens are shown of. */
export async function findShown(apiUrl: string): Promise<Shown> {
  const client = apiClient(apiUrl);
  const page = await client
    .as(SUPERVISOR)
    .get<{ items: { projectId: string }[] }>('/projects?stage=delivery&limit=1');
  const projectId = page.items[0]?.projectId;
  if (projectId === undefined) throw new Error('The demo data hold no project in delivery');
  const projectNo = await disclosedNo(apiUrl);
  return { projectId, projectNo, caseId: await startShownApproval(apiUrl) };
}

/** Starts the approval that is shown, once; answers its case. */
export async function startShownApproval(apiUrl: string): Promise<string> {
  const handler = apiClient(apiUrl).as(HANDLER);
  const { caseId } = await handler.post<{ caseId: string }>('/approvals', APPROVAL, 'screenshots-approval');
  return caseId;
}

/** Every screen; the pictures and the checks for accessibility are both made from this list. */
export function listScreens({ projectId, projectNo, caseId }: Shown): readonly Screen[] {
  return [
    { name: 'sign-in', path: '/', as: null },
    { name: 'home', path: '/', as: HANDLER },
    { name: 'inbox', path: '/tasks', as: FINANCE },
    { name: 'inbox-handler', path: '/tasks', as: HANDLER },
    { name: 'approval', path: `/approvals/${caseId}`, as: 'shahe-leader' },
    { name: 'imports', path: '/imports', as: HANDLER },
    { name: 'start-approval', path: '/approvals/new', as: HANDLER },
    { name: 'start-approval-form', path: '/approvals/new?flowId=budget-adjustment', as: HANDLER },
    { name: 'flows', path: '/flows', as: FLOW_ADMIN },
    { name: 'flow', path: '/flows/catalogue-change/1', as: CATALOGUE_ADMIN },
    { name: 'flow-departments', path: '/flows/departments/1', as: FLOW_ADMIN },
    { name: 'flow-proofs', path: '/flows/leave/1?tab=standing', as: FLOW_ADMIN },
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
    { name: 'catalogue-changes', path: '/catalogue/changes', as: SUPERVISOR },
    { name: 'policy-versions', path: '/policy/versions', as: SUPERVISOR },
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

/** A project whose contract is public. */
async function disclosedNo(apiUrl: string): Promise<string> {
  const answer = await fetch(`${apiUrl}/api/v1/public/disclosures?kind=contract&limit=1`);
  const { items } = (await answer.json()) as { items: { projectNo: string }[] };
  return items[0]?.projectNo ?? 'none';
}
