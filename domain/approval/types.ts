import type { OrgId, UserId } from '../kernel/brand.ts';
import { type Text, text } from '../kernel/text.ts';
import type { Attachment } from './case.ts';

/** 岗位 Role: what a person does in an organisation; entitlement is always role and organisation together. */
export const ROLE_TITLES = {
  handler: text('经办人', 'Handler'),
  stationHead: text('站所负责人', 'Station head'),
  townshipFinance: text('财政所', 'Finance office'),
  leader: text('分管领导', 'Leader in charge'),
  mayor: text('主要负责人', 'Head of the unit'),
  legalCounsel: text('法律顾问', 'Legal counsel'),
  congressClerk: text('乡镇人大', "Township people's congress"),
  sectorOfficer: text('行业主管部门', 'Sector department'),
  countyBudget: text('县财政局预算股', 'County finance, budget desk'),
  countyProcurement: text('县财政局采购监管股', 'County finance, procurement desk'),
  countyPerformance: text('县财政局绩效股', 'County finance, performance desk'),
  countyTreasury: text('县财政局国库股', 'County finance, treasury desk'),
  cityFinance: text('市财政局', 'City finance'),
  agency: text('采购代理机构', 'Procurement agency'),
  panelExpert: text('评审专家', 'Panel expert'),
  provider: text('承接主体', 'Provider'),
  acceptanceMember: text('验收小组', 'Acceptance group'),
  villageSupervisor: text('村务监督委员会', 'Village supervision committee'),
  evaluator: text('第三方评估机构', 'Third-party evaluator'),
  reformOffice: text('两项改革专项小组办公室', 'Reform office'),
  auditor: text('审计监督', 'Auditor'),
  operator: text('系统运维', 'Operator'),
} as const satisfies Record<string, Text>;
export type Role = keyof typeof ROLE_TITLES;

/** 审批层级 a level that a rule may name; each is a step of the budget's approval. */
export const APPROVAL_LEVELS = [
  'townshipFinance',
  'leader',
  'mayor',
  'sectorOfficer',
  'countyBudget',
] as const satisfies readonly Role[];
export type ApprovalLevel = (typeof APPROVAL_LEVELS)[number];

/** 参与方 Party: the seat an organisation takes in one project. */
export const PARTIES = [
  'buyer',
  'sector',
  'countyFinance',
  'cityFinance',
  'agency',
  'provider',
  'reformOffice',
] as const;
export type Party = (typeof PARTIES)[number];
export type Parties = Readonly<Record<Party, OrgId | null>>;

/** Who asks: a person with the posts they hold. `system` acts only for recorded deadlines. */
export interface Actor {
  readonly userId: UserId;
  readonly name: string;
  readonly posts: readonly { readonly role: Role; readonly orgId: OrgId }[];
}

export const holdsPost = (actor: Actor, role: Role, orgId: OrgId | null): boolean =>
  orgId !== null && actor.posts.some((post) => post.role === role && post.orgId === orgId);

export type OrgKind =
  | 'township'
  | 'subdistrict'
  | 'countyDepartment'
  | 'countyFinance'
  | 'cityFinance'
  | 'cityDepartment'
  | 'agency'
  | 'provider'
  | 'evaluator'
  | 'reformOffice'
  | 'auditor'
  | 'publicInstitution1'
  | 'massOrganisation';

/** 附签 what comes with a word besides the opinion: stored files it names, and the signature; both where the step asks for them. */
export interface WordPapers {
  readonly attachments?: readonly Attachment[] | undefined;
  readonly signature?: string | null | undefined;
}

/** 审核 one reviewer's word on what lies before them. */
export interface Review extends WordPapers {
  readonly decision: 'approve' | 'return' | 'reject';
  readonly opinion: string;
}

/** 情况说明 recorded reasons by rule id, for rules that ask for a justification. */
export type Justifications = Readonly<Record<string, string>>;

/** 审批意见 a decision on a money or contract step; `minutesRef` is the collective meeting's record (三重一大). */
export interface StepDecision extends WordPapers {
  readonly decision: 'approve' | 'return' | 'reject';
  readonly opinion: string;
  readonly minutesRef: string | null;
}
