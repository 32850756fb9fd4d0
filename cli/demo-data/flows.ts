import type { Database } from '../../db/connection.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { budgetAdjustmentFlow } from '../../domain/approval/flows/budget-adjustment.ts';
import { catalogueChangeFlow } from '../../domain/approval/flows/catalogue-change.ts';
import { committeeFlow } from '../../domain/approval/flows/committee.ts';
import { departmentsFlow } from '../../domain/approval/flows/departments.ts';
import { extensionFlow } from '../../domain/approval/flows/extension.ts';
import { leaveFlow } from '../../domain/approval/flows/leave.ts';
import type { FieldSchema, FormSchema } from '../../domain/approval/form-schema.ts';
import type { OrgId } from '../../domain/kernel/brand.ts';
import { MAX_FEN } from '../../domain/kernel/money.ts';
import { FLOW_ORG } from './organisation.ts';

/** The office of the county's government: the catalogue of the county is changed in its departments. */
const CATALOGUE_ORG = 'yunba-office';
const CATALOGUE_STEWARDS = {
  owner: 'yunba-office-mayor',
  supervisor: 'yunba-office-mayor',
  crossCheckOrgId: CATALOGUE_ORG,
};

const STEWARDS = { owner: 'shahe-leader', supervisor: 'shahe-mayor', crossCheckOrgId: FLOW_ORG };

const form = (
  properties: Readonly<Record<string, FieldSchema>>,
  required: readonly string[],
): FormSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const catalogueForm = form(
  {
    itemCode: { type: 'string', title: '目录代码', minLength: 1, maxLength: 20 },
    change: { type: 'string', title: '调整方式', maxLength: 10, enum: ['add', 'modify', 'remove'] },
    reason: { type: 'string', title: '理由', minLength: 1, maxLength: 1_000 },
    missingDepartmentOpinions: { type: 'integer', title: '尚缺部门意见数', minimum: 0, maximum: 100 },
    expertReviewRequired: { type: 'boolean', title: '须专家评审' },
    hasExpertReview: { type: 'boolean', title: '已有专家评审' },
    name: { type: 'string', title: '目录名称', minLength: 1, maxLength: 200 },
    level: { type: 'integer', title: '目录级次', minimum: 1, maximum: 4 },
    parentCode: { type: 'string', title: '上级代码', minLength: 1, maxLength: 20 },
    sector: { type: 'string', title: '行业', minLength: 1, maxLength: 50 },
    nature: { type: 'string', title: '服务性质', maxLength: 10, enum: ['public', 'auxiliary'] },
    basicPublicService: { type: 'boolean', title: '属基本公共服务' },
    standardRef: { type: 'string', title: '服务标准', minLength: 1, maxLength: 200 },
    responsibleLevel: {
      type: 'string',
      title: '责任层级',
      maxLength: 10,
      enum: ['city', 'county', 'township'],
    },
  },
  ['itemCode', 'change', 'reason', 'missingDepartmentOpinions', 'expertReviewRequired', 'hasExpertReview'],
);

/** The generic flows and that of extensions with their forms, as the demo township uses them. */
export const demoFlows: readonly {
  readonly orgId?: OrgId;
  readonly flow: Flow;
  readonly form: FormSchema;
}[] = [
  {
    flow: leaveFlow(STEWARDS),
    form: form(
      {
        days: { type: 'number', title: '天数', minimum: 0.5, maximum: 365 },
        reason: { type: 'string', title: '事由', maxLength: 500 },
      },
      ['days'],
    ),
  },
  {
    flow: committeeFlow(STEWARDS),
    form: form({ subject: { type: 'string', title: '议题', minLength: 1, maxLength: 500 } }, ['subject']),
  },
  {
    flow: departmentsFlow(STEWARDS),
    form: form(
      {
        amountFen: { type: 'integer', title: '金额', minimum: 1, maximum: MAX_FEN },
        purpose: { type: 'string', title: '用途', maxLength: 500 },
      },
      ['amountFen'],
    ),
  },
  {
    flow: budgetAdjustmentFlow(STEWARDS),
    form: form(
      {
        kind: {
          type: 'string',
          title: '种类（transfer 调剂，adjustment 调整）',
          maxLength: 20,
          enum: ['transfer', 'adjustment'],
        },
        fromLineId: { type: 'string', title: '调出预算项目（无则留空）', maxLength: 64 },
        toLineId: { type: 'string', title: '调入预算项目（无则留空）', maxLength: 64 },
        amountFen: { type: 'integer', title: '金额', minimum: 1, maximum: MAX_FEN },
        reason: { type: 'string', title: '理由', minLength: 1, maxLength: 500 },
        offset: { type: 'string', title: '压减去向（新增支出时填写）', maxLength: 500 },
      },
      ['kind', 'fromLineId', 'toLineId', 'amountFen', 'reason', 'offset'],
    ),
  },
  {
    flow: extensionFlow(STEWARDS),
    form: form(
      {
        caseId: { type: 'string', title: '审批单', minLength: 1, maxLength: 64 },
        taskId: { type: 'string', title: '任务', minLength: 1, maxLength: 80 },
        dueOn: { type: 'string', title: '原到期日', format: 'date', maxLength: 10 },
        newDueOn: { type: 'string', title: '申请延至', format: 'date', maxLength: 10 },
        cause: { type: 'string', title: '事由', minLength: 1, maxLength: 1_000 },
      },
      ['caseId', 'taskId', 'dueOn', 'newDueOn', 'cause'],
    ),
  },
  {
    orgId: CATALOGUE_ORG,
    flow: catalogueChangeFlow(CATALOGUE_STEWARDS),
    form: catalogueForm,
  },
];

/** Publishes the flows in the demo township, that of the catalogue in its county; versions that are there stay as they are. */
export async function loadFlows(db: Database): Promise<void> {
  const { owner } = STEWARDS;
  const at = new Date().toISOString();
  await db
    .insertInto('flow_version')
    .values(
      demoFlows.map(({ orgId = FLOW_ORG, flow, form: schema }) => ({
        id: flow.id,
        version: flow.version,
        org_id: orgId,
        status: 'published' as const,
        document: JSON.stringify(flow),
        form_schema: JSON.stringify(schema),
        drafted_by: owner,
        drafted_at: at,
        published_by: owner,
        published_at: at,
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}
