import { type ChangeRow, FEED_START, type FeedPlace } from '../../db/queries/changes.ts';
import { roleSchema, stateSchema } from '../contract/process.ts';
import { type Change, feedPosition } from '../contract/supervision.ts';

export const toChange = (row: ChangeRow): Change => ({
  id: `${row.txid}-${row.feed_id}`,
  projectId: row.project_id,
  projectNo: row.project_no,
  projectName: row.project_name,
  seq: row.seq,
  type: row.type,
  state: stateSchema.nullable().parse(row.state),
  dueOn: row.due_on,
  role: roleSchema.nullable().parse(row.role),
  occurredOn: row.occurred_on,
  recordedAt: row.recorded_at,
});

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
