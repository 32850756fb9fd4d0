import type { Actor, Role } from '../approval/types.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { compareVersions } from './binding.ts';
import {
  isUsable,
  POLICY_OWNERS,
  POLICY_SIGNERS,
  type PolicyKey,
  type PolicyRelease,
  type ReleaseCommand,
  type ReleaseCommandData,
  type ReleaseCommandType,
  type ReleaseEvent,
  type ReleaseStatus,
} from './release.ts';
import { type ReleaseCode, releaseRefusal } from './release-refusals.ts';

/** What a decision about a release rests on; read in the transaction that records it. */
export interface ReleaseContext {
  readonly releaseId: string;
  readonly actor: Actor;
  readonly today: LocalDate;
  /** The newest version there is: shipped, or of a release that has not ended without effect. */
  readonly newestVersion: string;
  /** For a signature: the key it names, and whether it fits that key and the document. */
  readonly key: PolicyKey | null;
  readonly signatureFits: boolean;
}

/** Posts that may give a command. */
const ENTITLED: Readonly<Record<ReleaseCommandType, readonly Role[]>> = {
  ProposeRelease: POLICY_OWNERS,
  SignRelease: POLICY_SIGNERS,
  ScheduleRelease: POLICY_OWNERS,
  WithdrawRelease: POLICY_OWNERS,
};

/** Statuses in which a command may come; null stands for a release that is not there yet. */
const TIMELY: Readonly<Record<ReleaseCommandType, readonly (ReleaseStatus | null)[]>> = {
  ProposeRelease: [null],
  SignRelease: ['signing'],
  ScheduleRelease: ['signed', 'scheduled'],
  WithdrawRelease: ['examining', 'signing', 'signed', 'scheduled'],
};

/** Whether person and time allow a command; what the workflow can say by itself. */
export function refusalOfRelease(
  release: PolicyRelease | null,
  actor: Actor,
  type: ReleaseCommandType,
): Refusal | null {
  const roles = ENTITLED[type];
  if (!actor.posts.some(({ role }) => roles.includes(role))) {
    return releaseRefusal('NotEntitled', { roles: roles.join('、') });
  }
  const status = release?.status ?? null;
  return TIMELY[type].includes(status) ? null : releaseRefusal('NotNow', { status: status ?? 'none' });
}

/** Decides one command of a person: the event it makes, or why it is refused. */
export function decideRelease(
  release: PolicyRelease | null,
  command: ReleaseCommand,
  context: ReleaseContext,
): Result<ReleaseEvent> {
  const early = refusalOfRelease(release, context.actor, command.type);
  if (early) return refuse(early);
  const by = context.actor.userId;
  const no = (code: ReleaseCode, facts: Refusal['facts']) => refuse(releaseRefusal(code, facts));
  switch (command.type) {
    case 'ProposeRelease': {
      const { version } = command.data;
      const { newestVersion, releaseId } = context;
      if (compareVersions(version, newestVersion) <= 0)
        return no('VersionNotNewer', { version, newestVersion });
      return accept({ type: 'ReleaseProposed', data: { ...command.data, releaseId }, by });
    }
    case 'SignRelease': {
      const fault = faultOfSignature(release, command.data, context);
      if (fault) return no(fault, { key: command.data.keyId });
      return accept({ type: 'ReleaseSigned', data: { keyId: command.data.keyId }, by });
    }
    case 'ScheduleRelease': {
      const fault = faultOfActivation(command.data, context.today);
      const { activeFrom, bindsFrom, binding } = command.data;
      if (fault) return no(fault, { activeFrom, bindsFrom, binding, today: context.today });
      return accept({ type: 'ReleaseScheduled', data: command.data, by });
    }
    case 'WithdrawRelease':
      return accept({ type: 'ReleaseWithdrawn', data: command.data, by });
  }
}

function faultOfSignature(
  release: PolicyRelease | null,
  { keyId }: ReleaseCommandData['SignRelease'],
  { key, actor, today, signatureFits }: ReleaseContext,
): ReleaseCode | null {
  const given = release?.signatures ?? [];
  if (key === null || key.ownerId !== actor.userId) return 'KeyNotYours';
  if (!isUsable(key, today)) return 'KeyNotUsable';
  if (given.some((one) => one.keyId === keyId || one.userId === actor.userId)) return 'SignedAlready';
  return signatureFits ? null : 'SignatureWrong';
}

function faultOfActivation(
  { activeFrom, binding, bindsFrom }: ReleaseCommandData['ScheduleRelease'],
  today: LocalDate,
): ReleaseCode | null {
  if (activeFrom < today) return 'ActivationInThePast';
  if ((binding === 'fromDate') !== (bindsFrom !== null)) return 'BindingIncoherent';
  return bindsFrom !== null && bindsFrom < activeFrom ? 'BindingIncoherent' : null;
}
