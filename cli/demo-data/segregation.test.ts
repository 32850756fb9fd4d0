import { expect, test } from 'vitest';
import { type CaseState, openRounds, seatOf } from '../../domain/approval/case.ts';
import type { CaseCommand, CaseContext } from '../../domain/approval/case-commands.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import { decideCase, startCase } from '../../domain/approval/decide-case.ts';
import { evolveCase } from '../../domain/approval/evolve-case.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { budgetAdjustmentFlow } from '../../domain/approval/flows/budget-adjustment.ts';
import { catalogueChangeFlow } from '../../domain/approval/flows/catalogue-change.ts';
import { extensionFlow } from '../../domain/approval/flows/extension.ts';
import { mayNotSign } from '../../domain/approval/resolve.ts';
import { type OpenTask, openTasks } from '../../domain/approval/tally.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { demoFlows } from './flows.ts';
import { demoOrganisation, FLOW_ORG } from './organisation.ts';
import { users } from './people.ts';
import { buyers, flowFor, routesOf } from './project-flows.fixture.ts';
import { shippedCalendar } from './world.ts';

const STEWARDS = { owner: 'shahe-leader', supervisor: 'shahe-mayor', crossCheckOrgId: FLOW_ORG };
const calendar = shippedCalendar();
const opinion = {
  ...{ text: '同意', signature: '签名', seal: '印章' },
  attachments: [{ name: '纪要.pdf', sizeBytes: 1, sha256: '0'.repeat(64) }],
};

/** One requester who does all they can: everybody is away and they stand in; they name themselves; policy adds their own post. */
function worst(flow: Flow, initiator: (typeof users)[number], amountFen: number): CaseContext {
  const proxies = users
    .filter(({ id }) => id !== initiator.id)
    .map(({ id }) => ({
      ...{ of: id, to: initiator.id, nodes: null, ceilingFen: amountFen },
      ...{ from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
    }));
  const adds = { role: initiator.role, orgId: initiator.orgId };
  const checkpoints = Object.values(flow.nodes).flatMap((node) =>
    node.kind === 'policyCheck' ? [node.checkpoint] : [],
  );
  const admins = [...demoOrganisation.admins, initiator.id];
  return {
    ...{ flow, calendar, now: '2026-03-02T01:00:00.000Z', upgradeTo: null },
    organisation: { ...demoOrganisation, proxies, admins },
    verdicts: Object.fromEntries(
      checkpoints.map((id) => [id, { outcome: 'require-approval', adds } as const]),
    ),
  };
}

const fact = (type: Flow['fields'][string], amountFen: number, userId: string): FactValue => {
  if (type === 'number') return amountFen;
  if (type === 'boolean') return true;
  return type === 'list' ? [userId] : userId;
};

const isMoney = (state: CaseState, taskId: string): boolean =>
  seatOf(state, taskId)?.round.rules?.money ?? false;

/** Every way by which a requester might come to an open task, or decide it. */
const attemptsOn = ({ taskId, userId }: OpenTask, by: string): readonly CaseCommand[] =>
  (
    [
      { verb: 'transfer', by: userId, data: { taskId, to: by, reason: '转' } },
      { verb: 'delegate', by: userId, data: { taskId, to: by, reason: '托' } },
      { verb: 'addSign', by: userId, data: { taskId, position: 'after', people: [by] } },
      { verb: 'handOver', by, data: { from: userId, to: by, reason: '交' } },
      { verb: 'proxy', by: userId, data: { taskId } },
      { verb: 'approve', by, data: { taskId, opinion, choices: {} } },
    ] as const
  ).map((one) => ({ ...one, occurredAt: null }));

/** Takes one request to its end; answers how many money rounds it went through, and every seat its requester got on one. */
function ownSeats(
  flow: Flow,
  initiator: (typeof users)[number],
  amountFen: number,
): readonly [number, string[]] {
  const context = worst(flow, initiator, amountFen);
  const by = initiator.id;
  const form: Facts = Object.fromEntries(
    Object.entries(flow.fields).map(([name, type]) => [name, fact(type, amountFen, by)]),
  );
  const choices = Object.fromEntries(Object.keys(flow.nodes).map((id) => [id, [by]]));
  const started = startCase({ caseId: 'c', initiator: by, form, choices }, context);
  invariant(started.ok, 'Everybody may ask');
  const fold = (state: CaseState | null, events: readonly CaseEvent[]) => events.reduce(evolveCase, state);
  let state: CaseState | null = fold(null, started.value);
  const found: string[] = [];
  while (state?.status === 'running') {
    const [task] = openTasks(state);
    invariant(task, 'Somebody is asked');
    const at = { taskId: task.taskId };
    found.push(...ownMoney(state));
    for (const command of isMoney(state, task.taskId) ? attemptsOn(task, by) : []) {
      const tried = decideCase(state, command, context);
      if (tried.ok) found.push(...ownMoney(fold(state, tried.value)).map((id) => `${command.verb} ${id}`));
    }
    const data = { ...at, opinion, choices };
    const given = decideCase(state, { verb: 'approve', by: task.userId, occurredAt: null, data }, context);
    invariant(given.ok, `${task.userId} signs`);
    state = fold(state, given.value);
  }
  return [state?.rounds.filter(({ rules }) => rules?.money).length ?? 0, found];
}

/** Places of the requester on an open round that they must not sign. */
const ownMoney = (state: CaseState | null): readonly string[] =>
  state === null
    ? []
    : openRounds(state).flatMap(({ rules, seats }) =>
        seats
          .filter(({ standing }) => standing === 'sits')
          .filter(({ holder, principal, helper }) => [holder, principal, helper].includes(state.initiator))
          .filter(() => rules !== null && mayNotSign(rules, state.initiator, state.initiator))
          .map(({ id }) => id),
      );

const hasMoney = (flow: Flow): boolean =>
  Object.values(flow.nodes).some((node) => node.kind === 'approve' && node.money);

type Case = readonly [name: string, flow: Flow, amounts: readonly number[]];

const shipped: readonly Case[] = [
  ...demoFlows.map(({ flow }) => flow),
  ...[catalogueChangeFlow, budgetAdjustmentFlow, extensionFlow].map((make) => make(STEWARDS)),
].map((flow) => [flow.id, flow, [1]]);

/** One buyer of each kind: every route, with the amounts at both edges of its band. */
const ofProjects = [...new Map(buyers.map((buyer) => [buyer.kind, buyer])).values()].flatMap((buyer) => {
  const routes = routesOf(buyer.kind);
  return routes.map(([fromFen, route], index): Case => {
    const next = route.kind === 'budget' ? routes[index + 1] : undefined;
    const top = next?.[1].kind === 'budget' ? [next[0] - 1] : [];
    return [`${buyer.id} ${route.kind} from ${fromFen} fen`, flowFor(buyer, route), [fromFen, ...top]];
  });
});
const all = [...shipped, ...ofProjects];

test('these flows are about no money; a flow that loses its mark is noticed here', () => {
  const free = new Set(all.flatMap(([, flow]) => (hasMoney(flow) ? [] : [flow.id])));
  expect([...free].sort()).toEqual([
    ...['catalogue-change', 'committee', 'extension', 'leave'],
    ...['project-demand', 'project-requirement'],
  ]);
});

test.each(all.filter(([, flow]) => hasMoney(flow)))(
  '%s: whoever of the whole organisation asks, they never sit on a money stage of their own',
  (_, flow, amounts) => {
    for (const initiator of users) {
      for (const amountFen of amounts) {
        const [money, found] = ownSeats(flow, initiator, amountFen);
        if (money === 0 || found.length > 0) expect.fail(`${initiator.id} ${amountFen}: ${found.join(', ')}`);
      }
    }
  },
);
