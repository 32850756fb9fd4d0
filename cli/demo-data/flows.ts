import type { Database } from '../../db/connection.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { budgetAdjustmentFlow } from '../../domain/approval/flows/budget-adjustment.ts';
import { committeeFlow } from '../../domain/approval/flows/committee.ts';
import { departmentsFlow } from '../../domain/approval/flows/departments.ts';
import { leaveFlow } from '../../domain/approval/flows/leave.ts';
import type { FieldSchema, FormSchema } from '../../domain/approval/form-schema.ts';
import { MAX_FEN } from '../../domain/kernel/money.ts';
import { FLOW_ORG } from './organisation.ts';

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

/** The three generic flows and the one that changes the budget, with their forms, as the demo township uses them. */
export const demoFlows: readonly { readonly flow: Flow; readonly form: FormSchema }[] = [
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
        amountFen: { type: 'integer', title: '金额（分）', minimum: 1, maximum: MAX_FEN },
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
        amountFen: { type: 'integer', title: '金额（分）', minimum: 1, maximum: MAX_FEN },
        reason: { type: 'string', title: '理由', minLength: 1, maxLength: 500 },
        offset: { type: 'string', title: '压减去向（新增支出时填写）', maxLength: 500 },
      },
      ['kind', 'fromLineId', 'toLineId', 'amountFen', 'reason', 'offset'],
    ),
  },
];

/** Publishes the flows in the demo township; versions that are there stay as they are. */
export async function loadFlows(db: Database): Promise<void> {
  const { owner } = STEWARDS;
  const at = new Date().toISOString();
  await db
    .insertInto('flow_version')
    .values(
      demoFlows.map(({ flow, form: schema }) => ({
        id: flow.id,
        version: flow.version,
        org_id: FLOW_ORG,
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
