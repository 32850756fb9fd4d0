import type { CaseState } from '../../domain/approval/case.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { Database } from '../connection.ts';
import { readOrganisation } from '../transition/read-organisation.ts';

/** What a page about an approval under way needs besides the case: its flow, the organisation around it, the people's names. */
export async function readApprovalScene(
  db: Database,
  approval: CaseState,
  { userId, now }: { readonly userId: string; readonly now: Instant },
) {
  const waiting = openTasks(approval).map((task) => task.userId);
  const [row, organisation, names] = await Promise.all([
    db.selectFrom('project_flow').select('document').where('id', '=', approval.flowId).executeTakeFirst(),
    readOrganisation(db, { people: [userId, ...waiting], orgs: [], groups: [], leaving: waiting, now }),
    db.selectFrom('app_user').select(['id', 'name']).where('id', 'in', peopleOf(approval)).execute(),
  ]);
  invariant(row, `The flow ${approval.flowId} is not kept`);
  return {
    flow: row.document,
    organisation,
    names: Object.fromEntries(names.map(({ id, name }) => [id, name])),
  };
}

function peopleOf({ initiator, rounds, copies }: CaseState): string[] {
  const seats = rounds.flatMap((round) => round.seats);
  const held = seats.flatMap(({ principal, holder, helper, addedBy, chain }) => [
    ...[principal, holder, helper, addedBy],
    ...chain.flatMap(({ from, to, by }) => [from, to, by]),
  ]);
  const all = [initiator, ...held, ...copies.map(({ userId }) => userId)];
  return [...new Set(all.filter((one) => one !== null))];
}
