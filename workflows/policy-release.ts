import {
  allHandlersFinished,
  condition,
  currentUpdateInfo,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type { ReleaseActivities } from '../activities/release-activities.ts';
import { invariant } from '../domain/kernel/invariant.ts';
import { instantOn } from '../domain/kernel/local-date.ts';
import { isReleaseEnd, type PolicyRelease, type ReleaseStatus } from '../domain/policy/release.ts';
import type { ReleaseStanding } from '../domain/policy/release-outcome.ts';
import { guarded } from './guarded.ts';
import {
  EXECUTE,
  type PolicyReleaseInput,
  type ReleaseExecuteInput,
  type ReleaseExecuteResult,
} from './messages.ts';

const CREATION_WAIT = '1 minute';
/** Timers are capped; a day further away is slept to in parts. */
const LONGEST_SLEEP_MS = 365 * 86_400_000;

const { recordRelease, activateRelease } = proxyActivities<ReleaseActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});
const { examineRelease } = proxyActivities<ReleaseActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
const { backtestRelease } = proxyActivities<ReleaseActivities>({
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * 规则发布 one version of the policy packs from its proposal into force: examined, tried on all recorded decisions, signed
 * by two people, and active from the day its owner has named. People act through updates; the database decides.
 */
export async function policyRelease(input: PolicyReleaseInput): Promise<ReleaseStatus | 'declined'> {
  const { releaseId } = input;
  let known: ReleaseStanding | null = null;
  let declined = false;
  // Answers may overtake one another; the one with the higher number is the later one.
  const learn = (standing: ReleaseStanding): void => {
    if (known === null || standing.seq > known.seq) known = standing;
  };
  const current = (): PolicyRelease => {
    invariant(known, 'The release is proposed');
    return known.release;
  };
  const ended = (): boolean => isReleaseEnd(current().status);

  const execute = async ({ request, requestHash }: ReleaseExecuteInput): Promise<ReleaseExecuteResult> => {
    const updateId = currentUpdateInfo()?.id;
    invariant(updateId, 'A command comes as an update');
    const outcome = await recordRelease({ releaseId, updateId, request, requestHash });
    if (outcome.ok) learn(outcome.standing);
    declined = known === null;
    return outcome;
  };
  setHandler(
    defineUpdate<ReleaseExecuteResult, [ReleaseExecuteInput]>(EXECUTE),
    guarded(execute, () => {
      declined = known === null;
    }),
  );

  await condition(() => known !== null || declined, CREATION_WAIT);
  await condition(() => known !== null || allHandlersFinished());
  if (known === null) return 'declined';

  learn(await examineRelease({ releaseId }));
  if (!ended()) learn(await backtestRelease({ releaseId }));
  while (!ended()) {
    const at = dayOf(current());
    const waited = current().activation;
    const changed = () => ended() || current().activation !== waited;
    if (at === null) await condition(changed);
    else if (at > Date.now()) await condition(changed, Math.min(at - Date.now(), LONGEST_SLEEP_MS));
    else learn(await activateRelease({ releaseId, nowMs: Date.now() }));
  }
  await condition(allHandlersFinished);
  return current().status;
}

/** The moment from which a scheduled release is in force: the beginning of its day in Shanghai. */
const dayOf = ({ status, activation }: PolicyRelease): number | null =>
  status === 'scheduled' && activation ? Date.parse(instantOn(activation.activeFrom, 0)) : null;
