import type { Role } from '../approval/types.ts';
import type { UserId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Activation } from './binding.ts';

/**
 * The way of a release, in words: it is proposed and examined (lint, every example), then tried on all recorded
 * decisions; if the examination fails it is rejected. Two people sign it with keys of their own. An owner says from
 * which day it is in force and whom it binds; on that day signatures, keys and document are checked once more, and it
 * becomes active or is stopped. Until then it can be withdrawn. A roll back is a new version with an old content.
 */
export const RELEASE_STATUSES = [
  'examining',
  'signing',
  'signed',
  'scheduled',
  'active',
  'rejected',
  'withdrawn',
  'stopped',
] as const;
export type ReleaseStatus = (typeof RELEASE_STATUSES)[number];

/** Signatures of different people with different keys that a release needs. */
export const SIGNATURES_NEEDED = 2;

/** 规则负责人: posts that propose releases and put them in force. */
export const POLICY_OWNERS: readonly Role[] = ['reformOffice', 'countyProcurement', 'cityFinance'];
/** 规则签署人: posts of the law and of finance that sign releases. */
export const POLICY_SIGNERS: readonly Role[] = ['legalCounsel', 'countyProcurement', 'cityFinance'];

/** 规则发布 one version of all packs on its way into force. */
export interface PolicyRelease {
  readonly releaseId: string;
  readonly version: string;
  /** sha256 of the canonical JSON of all its packs. */
  readonly packHash: string;
  readonly status: ReleaseStatus;
  readonly reason: string;
  /** The hash of the packs whose content comes back, when this is a roll back. */
  readonly rollbackOf: string | null;
  readonly proposedBy: UserId;
  readonly signatures: readonly { readonly keyId: string; readonly userId: UserId }[];
  readonly activation: Activation | null;
}

/** 签署密钥 a public key of a person, with the days on which it may sign: from (included) to (excluded). */
export interface PolicyKey {
  readonly keyId: string;
  readonly ownerId: UserId;
  /** Ed25519, SPKI in base64. */
  readonly publicKey: string;
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate | null;
  readonly revoked: boolean;
}

export const isUsable = ({ revoked, validFrom, validUntil }: PolicyKey, on: LocalDate): boolean =>
  !revoked && validFrom <= on && (validUntil === null || on < validUntil);

/** What people ask of a release. */
export interface ReleaseCommandData {
  ProposeRelease: {
    readonly version: string;
    readonly packHash: string;
    readonly reason: string;
    readonly rollbackOf: string | null;
  };
  SignRelease: { readonly keyId: string; readonly signature: string };
  ScheduleRelease: Activation;
  WithdrawRelease: { readonly reason: string };
}
export type ReleaseCommandType = keyof ReleaseCommandData;
export type ReleaseCommand = {
  readonly [T in ReleaseCommandType]: { readonly type: T; readonly data: ReleaseCommandData[T] };
}[ReleaseCommandType];

/** What has happened to a release; the last four are said by the machine. */
export interface ReleaseEventData {
  ReleaseProposed: ReleaseCommandData['ProposeRelease'] & { readonly releaseId: string };
  ReleaseSigned: { readonly keyId: string };
  ReleaseScheduled: Activation;
  ReleaseWithdrawn: { readonly reason: string };
  ReleaseExamined: { readonly passed: boolean };
  BacktestAttached: { readonly decisions: number; readonly changed: number };
  ReleaseActivated: { readonly activeFrom: LocalDate };
  ReleaseStopped: { readonly reason: string };
}
export type ReleaseEvent = {
  readonly [T in keyof ReleaseEventData]: {
    readonly type: T;
    readonly data: ReleaseEventData[T];
    readonly by: UserId | 'system';
  };
}[keyof ReleaseEventData];

const ENDS: readonly ReleaseStatus[] = ['active', 'rejected', 'withdrawn', 'stopped'];
export const isReleaseEnd = (status: ReleaseStatus): boolean => ENDS.includes(status);

/** Folds one event into a release. */
export function evolveRelease(release: PolicyRelease | null, event: ReleaseEvent): PolicyRelease {
  if (event.type === 'ReleaseProposed') {
    invariant(release === null && event.by !== 'system', 'A release is proposed once, by a person');
    return { ...event.data, status: 'examining', proposedBy: event.by, signatures: [], activation: null };
  }
  invariant(release, `${event.type} needs a release`);
  invariant(!isReleaseEnd(release.status), `A release that is ${release.status} does not change`);
  switch (event.type) {
    case 'ReleaseExamined':
      return event.data.passed ? release : { ...release, status: 'rejected' };
    case 'BacktestAttached':
      return { ...release, status: 'signing' };
    case 'ReleaseSigned': {
      invariant(event.by !== 'system', 'People sign');
      const signatures = [...release.signatures, { keyId: event.data.keyId, userId: event.by }];
      return { ...release, signatures, status: signatures.length < SIGNATURES_NEEDED ? 'signing' : 'signed' };
    }
    case 'ReleaseScheduled':
      return { ...release, status: 'scheduled', activation: event.data };
    case 'ReleaseWithdrawn':
      return { ...release, status: 'withdrawn' };
    case 'ReleaseActivated':
      return { ...release, status: 'active' };
    case 'ReleaseStopped':
      return { ...release, status: 'stopped' };
  }
}
