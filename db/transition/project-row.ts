import type { Organisation } from '../../domain/approval/organisation.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import type { References } from '../../domain/project/references.ts';
import type { ProjectState } from '../../domain/project/state.ts';
import type { Chain } from './lock-project.ts';
import type { Trx } from './read-settings.ts';
import type { Weighed } from './weigh.ts';

/** Writes the row as the events have made it; an older row is replaced only at the revision it was read at. */
export async function writeProjectRow(trx: Trx, weighed: Weighed, last: Chain): Promise<void> {
  const { before, after, events, references } = weighed;
  const at = events[0]?.recordedAt ?? new Date().toISOString();
  const columns = {
    ...runningColumns(after),
    ...listColumns(after, references),
    last_seq: last.seq,
    last_hash: last.hash,
    updated_at: at,
  };
  if (before) {
    const { numUpdatedRows } = await trx
      .updateTable('project')
      .set(columns)
      .where('id', '=', after.process.projectId)
      .where('revision', '=', before.process.revision)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Error(`Project ${after.process.projectId} changed under its lock`);
  } else {
    const { regionCode } = references.buyer;
    const id = after.process.projectId;
    const fixed = { id, project_no: after.file.projectNo, region_code: regionCode, created_at: at };
    await trx
      .insertInto('project')
      .values({ ...fixed, ...columns })
      .execute();
  }
  await seat(trx, weighed);
}

/** What the clock and the workflow need; reminders rewrite only these. */
export const runningColumns = ({ process }: ProjectState) => ({
  stage: process.stage,
  state: process.state,
  step: process.step,
  due_on: process.dueOn,
  due_announced: process.dueAnnounced,
  late_entry: process.lateEntry,
  revision: process.revision,
  process: JSON.stringify(process),
});

const listColumns = ({ file }: ProjectState, { catalogItem }: References) => ({
  name: file.application.name,
  buyer_org_id: file.application.buyerOrgId,
  sector: file.catalogItem?.sector ?? catalogItem?.sector ?? '',
  item_code: file.application.catalogItemCode,
  fiscal_year: file.application.fiscalYear,
  amount_fen: file.contract?.draft.valueFen ?? file.award?.priceFen ?? file.application.estimateFen,
  method: file.method?.method ?? null,
  pilot: file.application.pilot,
  provider_id: file.award?.providerId ?? null,
  file: JSON.stringify(file),
});

/** 参与单位: who may see the project; written when a seat is taken, kept when it is handed on. */
async function seat(trx: Trx, { before, after, references }: Weighed): Promise<void> {
  const seats = [
    ...Object.entries(after.process.parties).flatMap(([party, orgId]) =>
      orgId === null ? [] : [[orgId, party] as const],
    ),
    ...after.file.application.beneficiaryOrgIds.map((orgId) => [orgId, 'beneficiary'] as const),
    ...signersHomes(after.process, references.organisation).map((orgId) => [orgId, 'signer'] as const),
  ];
  const had = new Set(
    before && [
      ...Object.entries(before.process.parties).map(([party, orgId]) => `${orgId}/${party}`),
      ...before.file.application.beneficiaryOrgIds.map((orgId) => `${orgId}/beneficiary`),
    ],
  );
  const rows = seats
    .filter(([orgId, party]) => !had.has(`${orgId}/${party}`))
    .map(([org_id, name]) => ({ project_id: after.process.projectId, org_id, seat: name }));
  if (rows.length === 0) return;
  await trx
    .insertInto('project_org')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute();
}

/** Where those are at home who are asked to sign, help or read: they have to see what it is about. */
function signersHomes({ approval, parties }: ProjectProcess, { people }: Organisation): readonly string[] {
  const asked = approval
    ? [...openTasks(approval).map(({ userId }) => userId), ...approval.copies.map(({ userId }) => userId)]
    : [];
  const homes = asked.flatMap((userId) => people[userId]?.orgId ?? []);
  return [...new Set(homes)].filter((orgId) => !Object.values(parties).includes(orgId));
}
