import type { CaseState } from '../../domain/approval/case.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import type { Database } from '../connection.ts';
import { readPinnedFlow } from '../transition/project-approval.ts';
import { readOrganisation } from '../transition/read-organisation.ts';
import { readCalendar } from '../transition/read-settings.ts';

/** What a forecast of a project's approval is played on: its flow, the people of all its parties, the calendar. */
export async function readForecastScene(
  db: Database,
  { process, approval, now }: { process: ProjectProcess; approval: CaseState; now: Instant },
) {
  const seats = approval.rounds.flatMap((round) => round.seats);
  return db.transaction().execute(async (trx) => ({
    flow: await readPinnedFlow(trx, process),
    organisation: await readOrganisation(trx, {
      people: [
        ...new Set([approval.initiator, ...seats.flatMap(({ holder, principal }) => [holder, principal])]),
      ],
      orgs: Object.values(process.parties).filter((orgId) => orgId !== null),
      groups: [],
      leaving: [],
      now,
    }),
    calendar: await readCalendar(trx),
  }));
}

/** Names of people by id. */
export async function namePeople(
  db: Database,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const rows = await db
    .selectFrom('app_user')
    .select(['id', 'name'])
    .where('id', 'in', ['', ...ids])
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
