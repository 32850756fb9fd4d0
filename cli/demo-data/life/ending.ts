import type { LocalDate } from '../../../domain/kernel/local-date.ts';
import { fen } from '../../../domain/kernel/money.ts';
import { storyClock } from './clock.ts';
import { ENDINGS } from './opinions.ts';
import { settledEnd } from './payment.ts';
import { type Act, aside, documentNo, has, perform, type Scene } from './scene.ts';

/** What ends a project before its archive, two working days after what came last. */
export function* endingOf(story: Scene, after: LocalDate): Generator<Act> {
  const { live, calendar } = story.clock;
  const scene: Scene = { ...story, clock: storyClock(calendar, { on: after, live, hold: null }) };
  scene.clock.pass(2);
  const { end, endReason, key } = scene.recipe;
  if (end === undefined) throw new Error(`${key}: no end is named`);
  const reason = endReason ?? ENDINGS[end];
  if (end === 'terminated') yield* termination(scene, reason);
  else yield lastAct(scene, { end, reason });
}

interface Ending {
  readonly end: 'rejected' | 'withdrawn' | 'cancelled';
  readonly reason: string;
}

function lastAct(scene: Scene, { end, reason }: Ending): Act {
  const opens = { state: end, step: null, milestone: null } as const;
  switch (end) {
    case 'rejected':
      return perform(
        scene,
        scene.opening.step === 'demandReview'
          ? { type: 'ReviewDemand', data: { decision: 'reject', opinion: reason } }
          : { type: 'DecideBudget', data: { decision: 'reject', opinion: reason, minutesRef: null } },
        opens,
      );
    case 'withdrawn':
      return aside(scene, {
        role: 'handler',
        party: 'buyer',
        command: { type: 'WithdrawProject', data: { reason } },
        opens,
      });
    case 'cancelled':
      return aside(scene, {
        role: 'mayor',
        party: 'buyer',
        command: { type: 'CancelProject', data: { reason } },
        opens,
      });
  }
}

/** 终止合同, with half of the open milestone settled and paid where the recipe says so. */
function* termination(scene: Scene, cause: string): Generator<Act> {
  const open = scene.contract?.milestones.find(({ no }) => no === scene.opening.milestone);
  const settledFen = has(scene, 'settledEnd') && open ? fen(Math.floor(open.amountFen / 200) * 100) : fen(0);
  const settlementRef = documentNo(scene, '结算单');
  const isSettled = settledFen > 0;
  yield aside(scene, {
    role: 'mayor',
    party: 'buyer',
    command: {
      type: 'TerminateContract',
      data: { cause, ground: 'agreement', settlementRef, ...(isSettled && { settledFen }) },
    },
    opens: isSettled
      ? { state: 'settling', step: 'paymentRequest' }
      : { state: 'terminated', step: null, milestone: null },
  });
  if (isSettled) yield* settledEnd(scene, settledFen);
}
