import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { loadConfig } from '../../config.ts';
import { createDatabase } from '../../db/connection.ts';
import { recordedBlocks } from '../../db/policy/decisions.ts';
import { isLocalDate, type LocalDate } from '../../domain/kernel/local-date.ts';
import type { PastDecision } from '../../domain/policy/reports.ts';
import { findConnection } from '../stack/connection.ts';
import { EXIT, StackFailure } from '../stack/failure.ts';

/** All decisions the running Goufu has recorded. */
export async function* decisionsFromDatabase(): AsyncGenerator<readonly PastDecision[]> {
  const { databaseUrl } = await findConnection(loadConfig());
  const db = createDatabase(databaseUrl, 2);
  try {
    yield* recordedBlocks(db);
  } finally {
    await db.destroy();
  }
}

const BLOCK_LINES = 1_000;

const day = z.custom<LocalDate>(
  (value) => typeof value === 'string' && isLocalDate(value),
  'a date YYYY-MM-DD',
);

const line = z.strictObject({
  projectId: z.string().min(1),
  seq: z.int().nonnegative().default(0),
  checkpoint: z.string().min(1),
  legalDate: day,
  regionCode: z.string().regex(/^\d{0,12}$/),
  sectors: z.array(z.string()).optional(),
  begunOn: day.optional(),
  sector: z.string().default(''),
  amountFen: z.int().nonnegative().default(0),
  facts: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
  ),
});

function decisionOf({
  projectId,
  seq,
  sector,
  amountFen,
  sectors,
  begunOn,
  ...asked
}: z.output<typeof line>): PastDecision {
  const question = { ...asked, packVersion: null, ...(sectors && { sectors }), ...(begunOn && { begunOn }) };
  return { projectId, seq, question, sector, amountFen };
}

/** Decisions written one JSON object a line; numbers of fact units, dates as day numbers, as the database keeps them. */
export async function* decisionsFromFile(file: string): AsyncGenerator<readonly PastDecision[]> {
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let block: PastDecision[] = [];
  let number = 0;
  try {
    for await (const text of lines) {
      number += 1;
      if (text.trim() === '') continue;
      block.push(parsed(text, `${file}:${number}`));
      if (block.length < BLOCK_LINES) continue;
      yield block;
      block = [];
    }
  } catch (error) {
    if (error instanceof StackFailure) throw error;
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
  yield block;
}

function parsed(text: string, place: string): PastDecision {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw unreadable(place, error instanceof Error ? error.message : String(error));
  }
  const read = line.safeParse(raw);
  if (read.success) return decisionOf(read.data);
  const [issue] = read.error.issues;
  throw unreadable(place, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

const unreadable = (place: string, why: string): StackFailure =>
  new StackFailure({ zh: `读不了 ${place}：${why}`, en: `Cannot read ${place}: ${why}` }, EXIT.usage);
