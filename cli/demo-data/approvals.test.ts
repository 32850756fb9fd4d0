import { describe, expect, test } from 'vitest';
import type { CaseState } from '../../domain/approval/case.ts';
import type { CaseContext } from '../../domain/approval/case-commands.ts';
import { decideCase, startCase } from '../../domain/approval/decide-case.ts';
import { evolveCase } from '../../domain/approval/evolve-case.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { provePublishable } from '../../domain/approval/flow-proofs.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import { seatsFor } from './life/seats.ts';
import { demoOrganisation as organisation } from './organisation.ts';
import { users } from './people.ts';
import { buyers, flowFor, routesOf } from './project-flows.fixture.ts';
import { shippedCalendar } from './world.ts';

const calendar = shippedCalendar();
const opinion = { text: '同意', attachments: [], signature: null, seal: null };

/** Everybody who is asked while one person's request goes from the first step to the last yes. */
function askedFor(flow: Flow, initiator: UserId, amountFen: number): readonly UserId[] {
  const context: CaseContext = {
    ...{ flow, organisation, calendar, verdicts: {}, upgradeTo: null },
    now: '2026-03-02T01:00:00.000Z',
  };
  const started = startCase({ caseId: 'c', initiator, form: { amountFen }, choices: {} }, context);
  if (!started.ok) throw new Error(started.refusal.message.en);
  let state = started.value.reduce<CaseState | null>(evolveCase, null);
  const asked: UserId[] = [];
  while (state?.status === 'running') {
    const [task] = openTasks(state);
    if (!task) throw new Error('nobody is asked');
    asked.push(...openTasks(state).map(({ userId }) => userId));
    const data = { taskId: task.taskId, opinion, choices: {} };
    const given = decideCase(state, { verb: 'approve', by: task.userId, occurredAt: null, data }, context);
    if (!given.ok) throw new Error(given.refusal.message.en);
    state = given.value.reduce<CaseState | null>(evolveCase, state);
  }
  expect(state?.status).toBe('approved');
  return asked;
}

describe.each(buyers.map((buyer) => [buyer.id, buyer] as const))('purchases of %s', (_id, buyer) => {
  const flows = routesOf(buyer.kind).map(([fromFen, route]) => [fromFen, flowFor(buyer, route)] as const);

  test('take flows that may be published: nobody of the whole organisation approves their own money', () => {
    for (const [, flow] of flows)
      expect([flow.id, provePublishable(flow, organisation)]).toEqual([flow.id, []]);
  });

  test('are never put before whoever asks, whichever of the people around it that is', () => {
    const parties = Object.values(seatsFor(buyer, '农业农村'));
    const around = users.filter(({ orgId }) => parties.includes(orgId));
    expect(around.length).toBeGreaterThan(10);
    for (const [amountFen, flow] of flows) {
      for (const { id } of around) {
        expect([flow.id, id, askedFor(flow, id, amountFen).includes(id)]).toEqual([flow.id, id, false]);
      }
    }
  });
});
