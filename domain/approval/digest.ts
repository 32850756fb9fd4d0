import type { Text } from '../kernel/text.ts';
import type { LampColour } from './lamp.ts';

/** What a digest tells of one matter: enough to recognise it and to open it. */
export interface DigestEntry {
  readonly kind: 'approval' | 'project';
  readonly subjectId: string;
  readonly subjectNo: string;
  readonly title: string;
  /** What is to be done; null where nothing waits any more. */
  readonly taskTitle: Text | null;
  readonly holderName: string | null;
  readonly dueOn: string | null;
  /** False when the date lies in a year whose holidays are not announced. */
  readonly dueAnnounced: boolean;
  readonly lamp: LampColour;
}

/** One part of a digest: how many matters there are, and the first of them. */
export interface DigestPart {
  readonly total: number;
  readonly entries: readonly DigestEntry[];
}

export const DIGEST_PARTS = ['overdue', 'due', 'escalated', 'copied'] as const;
export type DigestPartName = (typeof DIGEST_PARTS)[number];

/**
 * 每日摘要 what one person is told on the morning of a working day, instead of a message a task: own tasks that are overdue or
 * near due, matters of others that were escalated to them, and copies not yet read, the last two since the digest before.
 */
export type Digest = Readonly<Record<DigestPartName, DigestPart>>;

/** Most entries of a part that are written out; the rest is counted. */
export const DIGEST_ENTRIES = 20;

/** Nothing to say, no digest. */
export const saysNothing = (digest: Digest): boolean =>
  DIGEST_PARTS.every((part) => digest[part].total === 0);
