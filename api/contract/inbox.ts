import { z } from 'zod';
import { DIGEST_PARTS } from '../../domain/approval/digest.ts';
import { date, id, searchWords } from './fields.ts';
import { roleSchema, stageSchema, stepSchema } from './process.ts';
import { lampSchema, pageOf, pageQuery, textSchema } from './shared.ts';

/**
 * mine: tasks in my hands, and of projects those of my posts; groups: open tasks of my organisations and groups that I may
 * see; started: begun by me; done: I have done a task of it; copied: sent to me as a copy.
 */
export const INBOX_TABS = ['mine', 'groups', 'started', 'done', 'copied'] as const;
export type InboxTab = (typeof INBOX_TABS)[number];

const INBOX_SORTS = ['due', 'lamp', 'amount', '-amount', '-updated'] as const;
const kindSchema = z.enum(['approval', 'project']);

export const inboxQuery = z.strictObject({
  tab: z.enum(INBOX_TABS).default('mine'),
  kind: kindSchema.optional(),
  /** Approval cases of this flow. */
  flowId: id().optional(),
  /** Purchase projects in this stage. */
  stage: stageSchema.optional(),
  orgId: id().optional(),
  lamp: lampSchema.optional(),
  q: searchWords().optional(),
  /** Tasks come with the earliest due date first, matters with the latest change first, unless this says otherwise. */
  sort: z.enum(INBOX_SORTS).optional(),
  ...pageQuery,
});

/** 任务 what waits in a matter, and for whom. */
const inboxTaskSchema = z.object({
  /** Seat of the approval; null where the step is for everybody in the post. */
  taskId: z.string().nullable(),
  title: textSchema,
  /** Step of a project; null in an approval case. */
  step: stepSchema.nullable(),
  /** The command that does the step, and where it is given; null in an approval case, whose verbs stand on its page. */
  command: z.string().nullable(),
  commandPath: z.string().nullable(),
  /** The post that a project's step waits for. */
  role: roleSchema.nullable(),
  roleTitle: textSchema.nullable(),
  /** The organisation of that post; null in an approval case. */
  orgId: z.string().nullable(),
  orgName: z.string().nullable(),
  holderId: z.string().nullable(),
  holderName: z.string().nullable(),
  /** For whom the holder signs, when that is somebody else. */
  principalName: z.string().nullable(),
  /** The holder was asked for advice (委派). */
  helping: z.boolean(),
  openedOn: z.string(),
  /** 可批量 whether it may be approved together with others; told for tasks in the reader's hands. */
  mayBatch: z.boolean(),
});

/** 待办清单 one line: an approval case or a purchase project, with the task that waits in it. */
const inboxEntrySchema = z
  .object({
    kind: kindSchema,
    subjectId: z.string(),
    subjectNo: z.string(),
    title: z.string(),
    /** Where it is read. */
    path: z.string(),
    /** Of an approval case. */
    flowId: z.string().nullable(),
    flowTitle: textSchema.nullable(),
    /** Of a purchase project. */
    stage: stageSchema.nullable(),
    state: z.string(),
    stateTitle: textSchema,
    /** The buyer of a project; the organisation of a case's initiator. */
    orgId: z.string(),
    orgName: z.string(),
    amountFen: z.number().nullable(),
    /** What `expectedRevision` (of a case: `expectedSeq`) has to name. */
    revision: z.number(),
    dueOn: z.string().nullable(),
    dueAnnounced: z.boolean(),
    lamp: lampSchema,
    updatedAt: z.string(),
    /** Of a copy: whether it waits to be read; null in other lists. */
    unread: z.boolean().nullable(),
    /** Null when nothing waits any more. */
    task: inboxTaskSchema.nullable(),
  })
  .meta({ id: 'InboxEntry' });
export type InboxEntry = z.output<typeof inboxEntrySchema>;

const lampCounts = z.object({ red: z.number(), yellow: z.number(), green: z.number(), grey: z.number() });

export const inboxSchema = pageOf(inboxEntrySchema).extend({
  /** Lines by lamp, under all filters but the lamp's. */
  counts: lampCounts,
});
export type Inbox = z.output<typeof inboxSchema>;

const counted = lampCounts.extend({ total: z.number() });
export const inboxCountsSchema = z
  .object({ mine: counted, groups: counted, started: counted, done: counted, copied: counted })
  .meta({ id: 'InboxCounts' });

export const digestParams = z.strictObject({ on: date() });
export const digestListQuery = z.strictObject({ ...pageQuery });

const digestEntry = z.object({
  kind: kindSchema,
  subjectId: z.string(),
  subjectNo: z.string(),
  title: z.string(),
  taskTitle: textSchema.nullable(),
  holderName: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueAnnounced: z.boolean(),
  lamp: z.string(),
});
const digestPart = z.object({ total: z.number(), entries: z.array(digestEntry) });

/** 每日摘要 in the reader's words and as data; of each part at most the first entries are written out. */
export const digestSchema = z
  .object({
    on: z.string(),
    madeAt: z.string(),
    /** One sentence for a message. */
    summary: textSchema,
    ...(Object.fromEntries(DIGEST_PARTS.map((part) => [part, digestPart])) as Record<
      (typeof DIGEST_PARTS)[number],
      typeof digestPart
    >), // one schema a part
  })
  .meta({ id: 'Digest' });
export const digestListSchema = pageOf(digestSchema);
