import type { LocalDate } from '../../../domain/kernel/local-date.ts';
import { storyClock } from './clock.ts';
import { ENDINGS } from './opinions.ts';
import { type Act, aside, documentNo, perform, type Scene } from './scene.ts';

/** The act that ends a project before its archive, two working days after what came last. */
export function endingOf(story: Scene, after: LocalDate): Act {
  const { live, calendar } = story.clock;
  const scene: Scene = { ...story, clock: storyClock(calendar, { on: after, live, hold: null }) };
  scene.clock.pass(2);
  const { end, endReason, key } = scene.recipe;
  if (end === undefined) throw new Error(`${key}: no end is named`);
  const reason = endReason ?? ENDINGS[end];
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
    case 'terminated':
      return aside(scene, {
        role: 'mayor',
        party: 'buyer',
        command: {
          type: 'TerminateContract',
          data: { cause: reason, ground: 'agreement', settlementRef: documentNo(scene, '结算单') },
        },
        opens,
      });
  }
}
