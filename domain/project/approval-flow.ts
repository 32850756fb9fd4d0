import type { Flow } from '../approval/flow.ts';
import type { Stewards } from '../approval/flows/leave.ts';
import { projectFlow, type RouteStep } from '../approval/flows/purchase-project.ts';
import type { ApprovalMatrix } from '../approval/matrix.ts';
import { isActive, type Organisation } from '../approval/organisation.ts';
import type { Parties, Party, Role } from '../approval/types.ts';
import type { UserId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import type { ApprovalRoute } from './deadlines.ts';
import { nobodyToSign, vacantSeat } from './flow-rules.ts';
import { STEPS, type TimeLimits } from './steps.ts';

interface Around {
  readonly organisation: Organisation;
  readonly parties: Parties;
  readonly limits: TimeLimits;
  readonly matrix: Pick<ApprovalMatrix, 'papers'>;
}

/** The flow that a route of steps makes for these organisations and these people, or why it cannot be signed. */
export function flowOf(
  { kind, steps }: ApprovalRoute,
  { organisation, parties, limits, matrix }: Around,
): Result<Flow> {
  const vacant = vacantSeat(steps, parties);
  if (vacant) return refuse(vacant);
  const stewards = stewardsOf(organisation, parties);
  if (!stewards) return refuse(nobodyToSign(steps[0] ?? null));
  const route = steps.map((id): RouteStep => {
    const { title, role, party } = STEPS[id];
    const orgId = parties[party];
    invariant(orgId !== null, `Step ${id} has been found vacant`);
    const { due, remind } = limits[id] ?? STEPS[id];
    const requires = matrix.papers?.[id];
    return { id, title, role, orgId, due, remind, ...(requires && { requires }) };
  });
  return accept(projectFlow({ kind, steps: route, stewards }));
}

/** 督办与负责人: the head of the buyer signs where nobody is left; the reform office watches the flow. Null: nobody is there. */
function stewardsOf(organisation: Organisation, parties: Parties): Stewards | null {
  const holders = (role: Role, party: Party): readonly UserId[] =>
    organisation.posts
      .filter((post) => post.role === role && post.orgId === parties[party])
      .map(({ userId }) => userId);
  const buyer = parties.buyer ?? '';
  const leader = organisation.departments[buyer]?.leader ?? '';
  const heads = [...holders('mayor', 'buyer'), leader, ...holders('leader', 'buyer')];
  const supervisor = heads.find((userId) => isActive(organisation, userId));
  const watchers = [...holders('reformOffice', 'reformOffice'), ...heads];
  const owner = watchers.find((userId) => isActive(organisation, userId));
  return supervisor === undefined || owner === undefined
    ? null
    : { owner, supervisor, crossCheckOrgId: buyer };
}
