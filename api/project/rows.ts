import type { ProjectListRow } from '../../db/queries/projects.ts';
import type { readProjectPostings } from '../../db/queries/timeline.ts';
import { stateTitle } from '../../domain/project/states.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { stageSchema, stateSchema, stepSchema } from '../contract/process.ts';
import type { ProjectRow } from '../contract/project.ts';

export function toProjectRow(row: ProjectListRow): ProjectRow {
  const state = stateSchema.parse(row.state);
  const step = stepSchema.nullable().parse(row.step);
  return {
    projectId: row.id,
    projectNo: row.project_no,
    name: row.name,
    buyerOrgId: row.buyer_org_id,
    buyerOrgName: row.buyer_org_name,
    regionCode: row.region_code,
    sector: row.sector,
    itemCode: row.item_code,
    fiscalYear: row.fiscal_year,
    amountFen: row.amount_fen,
    method: row.method,
    pilot: row.pilot,
    providerId: row.provider_id,
    providerName: row.provider_name,
    stage: stageSchema.parse(row.stage),
    state,
    stateTitle: stateTitle(state),
    step,
    stepTitle: step && STEPS[step].title,
    dueOn: row.due_on,
    dueAnnounced: row.due_announced,
    lamp: row.lamp,
    lateEntry: row.late_entry,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

type PostingRow = Awaited<ReturnType<typeof readProjectPostings>>[number];

export const toPosting = (row: PostingRow) => ({
  postingId: row.id,
  budgetLineId: row.line_id,
  projectId: row.project_id,
  seq: row.seq,
  fromBucket: row.from_bucket,
  toBucket: row.to_bucket,
  amountFen: row.amount_fen,
  note: row.note,
  recordedAt: row.recorded_at,
});
