import { findProject } from '../../db/queries/projects.ts';
import { readSchedule } from '../../db/queries/schedule.ts';
import { nameOrgs } from '../../db/queries/supervision.ts';
import { isProvider } from '../../db/queries/viewer.ts';
import { readCalendar } from '../../db/transition/read-settings.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { contractClocks } from '../../domain/project/contract-clocks.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { plain } from '../contract/matching.ts';
import { roleSchema, stepSchema } from '../contract/process.ts';
import { projectParams } from '../contract/project.ts';
import { type Schedule, scheduleSchema } from '../contract/schedule.ts';
import { answers } from '../contract/shared.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { readLampDates } from '../lamp-dates.ts';
import { viewerOf } from '../plugins/session.ts';
import { projectNotFound } from '../problem/problem-error.ts';

type StepRow = Awaited<ReturnType<typeof readSchedule>>[number];

const toStepBar = (row: StepRow, today: string): Schedule['steps'][number] => {
  const step = stepSchema.parse(row.step);
  return {
    step,
    stepTitle: STEPS[step].title,
    roleTitle: ROLE_TITLES[roleSchema.parse(row.role)],
    orgName: row.org_name,
    openedOn: row.opened_on,
    dueOn: row.due_on,
    dueAnnounced: row.due_announced,
    status: row.status,
    closedOn: row.closed_on,
    isLate: (row.closed_on ?? today) > row.due_on,
  };
};

const toMilestoneBars = ({ contract, milestones }: ProjectFile, today: string): Schedule['milestones'] =>
  (contract?.draft.milestones ?? []).map(({ no, deliverable, dueOn }) => {
    const acceptedOn = milestones.find((one) => one.no === no)?.acceptedOn ?? null;
    const startsOn = contract?.draft.startsOn ?? dueOn;
    return { no, deliverable, startsOn, dueOn, acceptedOn, isLate: (acceptedOn ?? today) > dueOn };
  });

async function forecastOf(api: Api, { route, parties }: ProjectProcess): Promise<Schedule['forecast']> {
  const names = await nameOrgs(
    api.db,
    route.flatMap((step) => parties[STEPS[step].party] ?? []),
  );
  return route.map((step) => {
    const { title, role, party } = STEPS[step];
    const seat = parties[party];
    return {
      step,
      stepTitle: title,
      roleTitle: ROLE_TITLES[role],
      orgName: seat === null ? null : (names[seat] ?? null),
    };
  });
}

/** 进度图 of a project; a provider reads the steps of their own organisation and the milestones. */
export function scheduleRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/projects/:projectId/schedule',
    {
      schema: {
        tags: ['project'],
        summary: '进度图 Planned against actual: steps and milestones',
        params: projectParams,
        response: answers({ 200: scheduleSchema }),
      },
    },
    async (request) => {
      const { projectId } = request.params;
      const viewer = viewerOf(request);
      const row = await findProject(api.db, viewer, { projectId, dates: await readLampDates(api) });
      if (!row) throw projectNotFound();
      const steps = await readSchedule(api.db, projectId);
      const today = todayOf(api);
      return {
        projectId,
        projectNo: row.project_no,
        projectName: row.name,
        today,
        steps: steps
          .filter(({ org_id }) => !isProvider(viewer) || viewer.orgIds.includes(org_id))
          .map((step) => toStepBar(step, today)),
        forecast: isProvider(viewer) ? [] : await forecastOf(api, row.process),
        milestones: toMilestoneBars(row.file, today),
        clocks: contractClocks({ file: row.file, calendar: await readCalendar(api.db), on: today }).map(
          plain,
        ),
      };
    },
  );
}
