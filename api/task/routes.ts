import { countTasksByLamp, listTasks, type TaskRow } from '../../db/queries/tasks.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { commandPath } from '../contract/commands.ts';
import { roleSchema, stageSchema, stateSchema, stepSchema } from '../contract/process.ts';
import { answers } from '../contract/shared.ts';
import { type Task, type TaskSort, taskListQuery, taskListSchema } from '../contract/task.ts';
import { decodeCursor, type KeyKind, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { readLampDates } from '../lamp-dates.ts';
import { viewerOf } from '../plugins/session.ts';

const KEY_KINDS: Readonly<Record<TaskSort, KeyKind>> = { due: 'date', amount: 'number', '-amount': 'number' };

function toTask(row: TaskRow): Task {
  const step = stepSchema.parse(row.step);
  const role = roleSchema.parse(row.role);
  const { command, title } = STEPS[step];
  return {
    projectId: row.project_id,
    projectNo: row.project_no,
    projectName: row.project_name,
    buyerOrgId: row.buyer_org_id,
    buyerOrgName: row.buyer_org_name,
    stage: stageSchema.parse(row.stage),
    state: stateSchema.parse(row.state),
    step,
    stepTitle: title,
    command,
    path: `/api/v1/projects/${row.project_id}/commands/${commandPath(command)}`,
    role,
    roleTitle: ROLE_TITLES[role],
    orgId: row.org_id,
    orgName: row.org_name,
    taskId: row.task_id === '' ? null : row.task_id,
    holderId: row.holder,
    holderName: row.holder_name,
    openedOn: row.opened_on,
    dueOn: row.due_on,
    dueAnnounced: row.due_announced,
    lamp: row.lamp,
    amountFen: row.amount_fen,
    lateEntry: row.late_entry,
    revision: row.revision,
  };
}

/** 待办 */
export function taskRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/tasks',
    {
      schema: {
        tags: ['task'],
        summary: '待办 Open tasks: mine, of my organisations, or of all projects I may see',
        querystring: taskListQuery,
        response: answers({ 200: taskListSchema }),
      },
    },
    async (request) => {
      const { sort, limit, cursor, ...filter } = request.query;
      const after = decodeCursor(sort, KEY_KINDS[sort], cursor);
      const asked = { viewer: viewerOf(request), dates: await readLampDates(api), filter };
      const [page, { red, yellow, green }] = await Promise.all([
        listTasks(api.db, asked, { sort, limit, after }),
        countTasksByLamp(api.db, asked),
      ]);
      return { ...toWirePage(sort, page, toTask), counts: { red, yellow, green } };
    },
  );
}
