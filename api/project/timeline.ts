import type { readProjectPostings, readTimeline } from '../../db/queries/timeline.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { dateAt } from '../../domain/kernel/local-date.ts';
import type { Move } from '../../domain/project/events.ts';
import { dataForProvider, isForProvider } from '../../domain/project/provider-reading.ts';
import { isEnd, stageOf, stateTitle } from '../../domain/project/states.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { outcomeSchema } from '../contract/shared.ts';
import type { TimelineEntry } from '../contract/timeline.ts';
import { toPosting } from './rows.ts';

type EventRow = Awaited<ReturnType<typeof readTimeline>>[number];
type PostingRow = Awaited<ReturnType<typeof readProjectPostings>>[number];

const movedTo = ({ state, step, route, dueOn, dueAnnounced, deadlines }: Move): TimelineEntry['move'] => ({
  stage: isEnd(state) ? null : stageOf(state),
  state,
  stateTitle: stateTitle(state),
  step,
  stepTitle: step && STEPS[step].title,
  route: [...route],
  dueOn,
  dueAnnounced,
  deadlines: [...deadlines],
});

function verdictOf(row: EventRow): TimelineEntry['verdict'] {
  const { checkpoint, outcome, pack_version, pack_hash, legal_date, evaluated, findings } = row;
  if (checkpoint === null || pack_version === null || pack_hash === null || legal_date === null) return null;
  return {
    outcome: outcomeSchema.parse(outcome),
    packVersion: pack_version,
    packHash: pack_hash,
    checkpoint,
    legalDate: legal_date,
    evaluated: evaluated ?? [],
    // Written by the policy layer; readonly lists become plain ones.
    findings: (findings ?? []) as NonNullable<TimelineEntry['verdict']>['findings'],
  };
}

/** Offers are sealed until they are opened; what was offered stands in the award, and in the procedure once bids are closed. */
function withoutPrices(data: Record<string, unknown>): Record<string, unknown> {
  if (!('events' in data) || !Array.isArray(data['events'])) return data;
  const events = (data['events'] as readonly { type: string; data: object }[]).map((event) =>
    event.type === 'BidReceived' ? { ...event, data: { ...event.data, priceFen: null } } : event,
  );
  return { ...data, events };
}

/** The timeline as the project's provider reads it: no deliberation, no checks, no postings, no rival offers. */
export const toProviderTimeline = (events: readonly EventRow[]): TimelineEntry[] =>
  toTimeline(
    events.filter(({ type }) => isForProvider(type)),
    [],
  ).map((entry) => ({
    ...entry,
    data: dataForProvider(entry.data) as TimelineEntry['data'], // an object stays one
    verdict: null,
  }));

/** The events of a project as its timeline: each with who signed it, what was checked and which money moved. */
export const toTimeline = (events: readonly EventRow[], postings: readonly PostingRow[]): TimelineEntry[] =>
  events.map((row) => ({
    seq: row.seq,
    type: row.type,
    by: {
      ...row.by,
      roleTitle: row.by.role && ROLE_TITLES[row.by.role],
      orgName: row.org_name,
    },
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    enteredLater: row.occurred_on < dateAt(Date.parse(row.recorded_at)),
    data: withoutPrices(row.data as Record<string, unknown>), // the column holds an object
    move: row.move && movedTo(row.move),
    verdict: verdictOf(row),
    postings: postings.filter((posting) => posting.seq === row.seq).map(toPosting),
  }));
