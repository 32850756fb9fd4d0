import type { TimelineEntry } from '../../../../api/contract/timeline.ts';

/** 改动 one field of a document that was handed in again, before and after. */
export interface Changed {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Documents that may be handed in more than once, by the field of the event that holds them. */
const DOCUMENTS = [
  'application',
  'requirement',
  'targets',
  'request',
  'contract',
  'choice',
  'selfEvaluation',
];

/** What an event changed in a document that an earlier one had handed in; empty when it is the first. */
export function changedFields(entry: TimelineEntry, earlier: readonly TimelineEntry[]): readonly Changed[] {
  const name = DOCUMENTS.find((one) => isRecord(entry.data[one]));
  if (name === undefined) return [];
  const before = earlier.findLast(({ data }) => isRecord(data[name]));
  return before ? differences(before.data[name], entry.data[name], '') : [];
}

function differences(before: unknown, after: unknown, field: string): readonly Changed[] {
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], name));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
