import type { InboxRow } from '../../db/queries/inbox.ts';
import type { CaseStatus } from '../../domain/approval/case.ts';
import { caseStatusTitle } from '../../domain/approval/case.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { stateTitle } from '../../domain/project/states.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { caseStatusSchema } from '../contract/approval-view.ts';
import { commandPath } from '../contract/commands.ts';
import type { InboxEntry } from '../contract/inbox.ts';
import { roleSchema, stageSchema, stateSchema, stepSchema } from '../contract/process.ts';

type EntryTask = NonNullable<InboxEntry['task']>;

/** Names one task among all of both kinds. */
export const taskKey = (kind: string, subjectId: string, taskId: string): string =>
  `${kind}/${subjectId}/${taskId}`;

/** A row as the wire shows it; `batchable` holds the keys of the tasks that may be part of a batch. */
export const toEntry =
  (batchable: ReadonlySet<string>) =>
  (row: InboxRow): InboxEntry => ({
    kind: row.kind,
    subjectId: row.subject_id,
    subjectNo: row.subject_no,
    title: row.title,
    ...placeOf(row),
    flowId: row.flow_id,
    flowTitle: row.flow_title,
    state: row.state,
    orgId: row.org_id,
    orgName: row.org_name,
    amountFen: row.amount_fen,
    revision: row.revision,
    dueOn: row.due_on,
    dueAnnounced: row.due_announced,
    lamp: row.lamp,
    updatedAt: row.updated_at,
    unread: row.unread,
    task: taskOf(row, batchable),
  });

const placeOf = ({ kind, subject_id, stage, state }: InboxRow) =>
  kind === 'approval'
    ? {
        path: `/api/v1/approvals/${subject_id}`,
        stage: null,
        stateTitle: caseStatusTitle(caseStatusSchema.parse(state) satisfies CaseStatus),
      }
    : {
        path: `/api/v1/projects/${subject_id}`,
        stage: stageSchema.parse(stage),
        stateTitle: stateTitle(stateSchema.parse(state)),
      };

function taskOf(row: InboxRow, batchable: ReadonlySet<string>): EntryTask | null {
  const { kind, subject_id, task_id, opened_on, holder_id, principal_id } = row;
  if (task_id === null) return null;
  invariant(opened_on !== null, `Task ${task_id} was opened on a day`);
  return {
    ...(kind === 'approval' ? caseTask(row) : projectTask(row)),
    taskId: task_id === '' ? null : task_id,
    holderId: holder_id,
    holderName: row.holder_name,
    principalName: principal_id === holder_id ? null : row.principal_name,
    helping: row.helping,
    orgId: row.task_org_id,
    orgName: row.task_org_name,
    openedOn: opened_on,
    mayBatch: batchable.has(taskKey(kind, subject_id, task_id)),
  };
}

function caseTask({ task_title, task_id }: InboxRow) {
  invariant(task_title, `Task ${task_id} has a title`);
  return { title: task_title, step: null, command: null, commandPath: null, role: null, roleTitle: null };
}

function projectTask(row: InboxRow) {
  const step = stepSchema.parse(row.step);
  const role = roleSchema.parse(row.role);
  const { command, title } = STEPS[step];
  const path = `/api/v1/projects/${row.subject_id}/commands/${commandPath(command)}`;
  return { title, step, command, commandPath: path, role, roleTitle: ROLE_TITLES[role] };
}
