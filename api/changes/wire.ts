import { type ChangeRow, FEED_START, type FeedPlace } from '../../db/queries/changes.ts';
import type { CaseStatus } from '../../domain/approval/case.ts';
import { roleSchema, stateSchema } from '../contract/process.ts';
import { type Change, feedPosition } from '../contract/supervision.ts';

export const toChange = (row: ChangeRow): Change => {
  const common = {
    id: `${row.txid}-${row.feed_id}`,
    seq: row.seq,
    occurredOn: row.occurred_on,
    recordedAt: new Date(row.recorded_at).toISOString(),
  };
  return row.kind === 'project'
    ? {
        ...common,
        kind: row.kind,
        type: row.type,
        projectId: row.subject_id,
        projectNo: row.subject_no,
        projectName: row.subject_name,
        state: stateSchema.nullable().parse(row.state),
        dueOn: row.due_on,
        role: roleSchema.nullable().parse(row.role),
      }
    : {
        ...common,
        kind: row.kind,
        type: row.type,
        caseId: row.subject_id,
        caseNo: row.subject_no,
        caseTitle: row.subject_name,
        flowId: row.flow_id,
        status: statusAfter(row),
      };
};

type CaseRow = Extract<ChangeRow, { kind: 'case' }>;

const STATUS_AFTER: Readonly<Partial<Record<CaseRow['type'], CaseStatus>>> = {
  CaseStarted: 'running',
  Resubmitted: 'running',
  Withdrawn: 'withdrawn',
  Terminated: 'terminated',
  Paused: 'paused',
  Resumed: 'running',
};

/** Where the case went with an event; null when it stayed, or is revived to where it stood. */
function statusAfter({ type, outcome, returned_to }: CaseRow): CaseStatus | null {
  if (type === 'CaseEnded') return outcome === 'approved' ? 'approved' : 'rejected';
  if (type === 'Returned') return returned_to === 'initiator' ? 'returned' : null;
  return STATUS_AFTER[type] ?? null;
}

// The largest numbers PostgreSQL takes for a transaction and a row.
const MAX_TXID = 2n ** 64n - 1n;
const MAX_FEED_ID = 2n ** 63n - 1n;

/** The place an id of the feed names; null when it is none. */
export function parsePlace(id: string): FeedPlace | null {
  if (!feedPosition().safeParse(id).success) return null;
  const [txid = '', feedId = ''] = id.split('-');
  return BigInt(txid) <= MAX_TXID && BigInt(feedId) <= MAX_FEED_ID ? { txid, feedId } : null;
}

export const placeText = ({ txid, feedId }: FeedPlace): string => `${txid}-${feedId}`;

export const START_TEXT = placeText(FEED_START);
