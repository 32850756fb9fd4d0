import { z } from 'zod';
import { caseStatusSchema } from './approval-view.ts';
import { FORMS, id } from './fields.ts';
import { roleSchema, stateSchema } from './process.ts';
import { pageOf, pageQuery } from './shared.ts';

export const parkedQuery = z.strictObject({ ...pageQuery });
export const parkedParams = z.strictObject({ projectId: id() });

/** 挂起案件 a case that a fault of ours has stopped. */
const parkedCaseSchema = z
  .object({
    parkedCaseId: z.number(),
    projectId: z.string(),
    projectNo: z.string().nullable(),
    projectName: z.string().nullable(),
    command: z.string(),
    message: z.string(),
    parkedAt: z.string(),
  })
  .meta({ id: 'ParkedCase' });
export const parkedListSchema = pageOf(parkedCaseSchema);
export const releasedSchema = z.object({ projectId: z.string(), released: z.literal(true) });

export const latenessQuery = z.strictObject({
  /** Days back from now. */
  days: z.coerce.number().int().min(1).max(366).default(30),
});
const clockKind = z.enum(['approval', 'project']);

/** 时限准点 how late the clocks spoke, and which have not spoken though their moment has passed. */
export const latenessSchema = z
  .object({
    from: z.string(),
    until: z.string(),
    kinds: z.array(
      z.object({
        kind: clockKind,
        /** The event that the clock recorded. */
        type: z.string(),
        recorded: z.number(),
        p50Ms: z.number(),
        p95Ms: z.number(),
        maxMs: z.number(),
      }),
    ),
    missed: z.array(
      z.object({
        kind: clockKind,
        subjectId: z.string(),
        subjectNo: z.string(),
        scheduledAt: z.string(),
        /** A parked case keeps its clocks until it is released. */
        parked: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Lateness' });

/** `<txid>-<feed id>`, as the feed gives it. */
export const feedPosition = () => z.string().regex(FORMS.feedPosition);
export const changePageQuery = z.strictObject({
  after: feedPosition().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const anyChange = {
  id: z.string(),
  seq: z.number(),
  type: z.string(),
  occurredOn: z.string(),
  recordedAt: z.string(),
};

/** 变动 one event of a project or of an approval case that the reader may see; who acted is not told, only their post. */
export const changeSchema = z
  .discriminatedUnion('kind', [
    z.object({
      ...anyChange,
      kind: z.literal('project'),
      projectId: z.string(),
      projectNo: z.string(),
      projectName: z.string(),
      /** Where the project went; null when it stayed. */
      state: stateSchema.nullable(),
      dueOn: z.string().nullable(),
      role: roleSchema.nullable(),
    }),
    z.object({
      ...anyChange,
      kind: z.literal('case'),
      caseId: z.string(),
      caseNo: z.string(),
      caseTitle: z.string(),
      flowId: z.string(),
      /** Where the case went; null when it stayed. */
      status: caseStatusSchema.nullable(),
    }),
  ])
  .meta({ id: 'Change' });
export type Change = z.output<typeof changeSchema>;

/** `next` is where to go on; ask again with it when `items` is empty. */
export const changePageSchema = z.object({ items: z.array(changeSchema), next: z.string() });

/** The newest settled position of the feed, and whether changes wait behind an open transaction. */
export const feedHeadSchema = z.object({ position: z.string(), waiting: z.boolean() });

export const readySchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.object({
    database: z.enum(['ok', 'unreachable']),
    temporal: z.enum(['ok', 'unreachable']),
    migrations: z.enum(['current', 'pending', 'newer', 'unknown']),
    /** `alarm` when the policy layer has raised one that is open; decisions it doubts are refused, the rest goes on. */
    policy: z.enum(['ok', 'alarm', 'unknown']),
  }),
});
export const liveSchema = z.object({ status: z.literal('ok') });
