import { z } from 'zod';
import type { Condition } from '../../domain/approval/condition.ts';
import { type Assignment, type Flow, type FlowNode, OPTIONAL_VERBS } from '../../domain/approval/flow.ts';
import type { FormSchema } from '../../domain/approval/form-schema.ts';
import type { Citation } from '../../domain/kernel/refusal.ts';
import type { Text } from '../../domain/kernel/text.ts';
import { FORMS, id, line, withRule } from './fields.ts';
import { asAnswer, matching, type Plain } from './matching.ts';
import { roleSchema } from './process.ts';
import { textSchema } from './shared.ts';

const title = matching<Text>()(z.strictObject({ zh: line(100), en: line(100) }));
const nodeId = () => z.string().regex(FORMS.id);
const next = nodeId().nullable();
const count = (max: number) => z.int().min(0).max(max);
const fieldName = () => z.string().regex(FORMS.fieldName);

const citation = matching<Citation>()(
  z.strictObject({
    document: line(200),
    article: line(100),
    confidence: z.enum(['V', 'P', 'M', 'S', 'D']),
  }),
);

const compared = z.strictObject({
  fact: fieldName(),
  is: z.enum(['equals', 'atLeast', 'below', 'contains']),
  value: z.union([line(500), z.number().min(-1e15).max(1e15), z.boolean(), z.null()]),
});
type ConditionSchema = z.ZodType<Plain<Condition>>;
const deeper = (inner: ConditionSchema): ConditionSchema =>
  z.union([
    compared,
    z.strictObject({ every: z.array(inner).min(1).max(20) }),
    z.strictObject({ some: z.array(inner).min(1).max(20) }),
    z.strictObject({ not: inner }),
  ]);
/** Conditions up to three deep. */
const conditionSchema: ConditionSchema = deeper(deeper(compared));

const plainAssignments = [
  z.strictObject({ by: z.literal('role'), role: roleSchema }),
  z.strictObject({ by: z.literal('post'), role: roleSchema, orgId: id() }),
  z.strictObject({ by: z.literal('departmentLeader') }),
  z.strictObject({ by: z.literal('leaderChain'), levels: z.int().min(1).max(10) }),
  z.strictObject({ by: z.literal('people'), userIds: z.array(id()).min(1).max(100) }),
  z.strictObject({ by: z.literal('initiatorChoice') }),
  z.strictObject({ by: z.literal('formField'), field: fieldName() }),
  z.strictObject({ by: z.literal('previousSignerChoice') }),
  z.strictObject({ by: z.literal('group'), group: line(64) }),
] as const;
const plainAssignment = z.discriminatedUnion('by', plainAssignments);
/** Of an expression every branch names signers plainly. */
const assignmentSchema = z.discriminatedUnion('by', [
  ...plainAssignments,
  z.strictObject({
    by: z.literal('expression'),
    cases: z.array(z.strictObject({ when: conditionSchema, then: plainAssignment })).max(20),
    otherwise: plainAssignment,
  }),
]) satisfies z.ZodType<Plain<Assignment>>;

const whole = () => z.int().min(1).max(10_000);
const threshold = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ratio'), part: whole(), of: whole(), over: z.boolean() }),
  z.strictObject({ kind: z.literal('count'), count: whole() }),
]);
const mode = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['all', 'any', 'inTurn']) }),
  z.strictObject({
    kind: z.literal('vote'),
    rules: z.strictObject({
      pass: threshold,
      fail: threshold,
      stop: z.enum(['early', 'whenAllHaveVoted']),
      tie: z.enum(['pass', 'fail']),
      weights: z
        .record(z.string().regex(FORMS.id), whole())
        .refine((record) => Object.keys(record).length <= 200, withRule('tooManyEntries')),
    }),
  }),
]);

/** How a node is signed, whoever signs. */
const signing = {
  mode,
  empty: z
    .discriminatedUnion('to', [
      z.strictObject({ to: z.literal('supervisor'), userId: id() }),
      z.strictObject({ to: z.literal('pass'), citation }),
    ])
    .nullable(),
  self: z.enum(['climb', 'allow']),
  duplicate: z.enum(['link', 'ask']),
  capacity: title.nullable(),
  requires: z.strictObject({
    opinion: z.boolean(),
    attachment: z.boolean(),
    signature: z.boolean(),
    seal: z.boolean(),
  }),
  limit: z.strictObject({
    dueWorkingDays: count(1_000),
    reminderWorkingDays: count(1_000),
    workWorkingDays: count(1_000).exactOptional(),
    escalateTo: z.array(id()).max(10),
    decides: z.strictObject({ decision: z.enum(['approve', 'reject']), citation }).nullable(),
  }),
  verbs: z.array(z.enum(OPTIONAL_VERBS)).max(OPTIONAL_VERBS.length),
  money: z.boolean(),
  batchAllowed: z.boolean().exactOptional(),
};

const nodeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('approve'),
    title,
    assignment: assignmentSchema,
    ...signing,
    mandatory: z.boolean(),
    next,
  }),
  z.strictObject({ kind: z.literal('carbonCopy'), title, to: assignmentSchema, next }),
  z.strictObject({
    kind: z.literal('condition'),
    title,
    cases: z.array(z.strictObject({ when: conditionSchema, next })).max(50),
    otherwise: next,
  }),
  z.strictObject({
    kind: z.literal('parallel'),
    title,
    branches: z.array(nodeId()).max(20),
    join: nodeId(),
  }),
  z.strictObject({ kind: z.literal('join'), title, next }),
  z.strictObject({
    kind: z.literal('policyCheck'),
    title,
    checkpoint: line(64),
    added: z.strictObject(signing),
    next,
  }),
  z.strictObject({ kind: z.literal('timer'), title, workingDays: count(1_000), next }),
]) satisfies z.ZodType<Plain<FlowNode>>;

/** No node is called `initiator`: that is where a return may lead besides nodes. */
const isNodeName = (nodes: object): boolean => !Object.hasOwn(nodes, 'initiator');

/** 审批流程 as somebody drafts it; its id and version are given by address and count. */
export const flowDocumentSchema = z.strictObject({
  title,
  fields: z
    .record(fieldName(), z.enum(['text', 'number', 'boolean', 'list']))
    .refine((record) => Object.keys(record).length <= 100, withRule('tooManyEntries')),
  owner: id(),
  crossCheck: z.strictObject({ role: roleSchema, orgId: id() }),
  start: nodeId(),
  nodes: z
    .record(nodeId(), nodeSchema)
    .refine((record) => Object.keys(record).length <= 100, withRule('tooManyEntries'))
    .refine(isNodeName, withRule('reservedName')),
  pointOfNoReturn: next,
  batchAllowed: z.boolean().exactOptional(),
  pauseCauses: z
    .array(z.strictObject({ id: id(), title, citation }))
    .max(20)
    .exactOptional(),
  endsForGood: z.boolean().exactOptional(),
  limits: z.strictObject({
    chain: count(50),
    nesting: count(10),
    added: count(100),
    urgeEveryHours: count(1_000),
    extensions: count(20).exactOptional(),
  }),
}) satisfies z.ZodType<Plain<Omit<Flow, 'id' | 'version'>>>;

const fieldSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('string'),
    title: line(100),
    minLength: count(10_000).optional(),
    maxLength: count(10_000),
    enum: z.array(line(200)).min(1).max(200).optional(),
    format: z.literal('date').optional(),
  }),
  z.strictObject({
    type: z.enum(['number', 'integer']),
    title: line(100),
    minimum: z.number().min(-1e15).max(1e15),
    maximum: z.number().min(-1e15).max(1e15),
  }),
  z.strictObject({ type: z.literal('boolean'), title: line(100) }),
  z.strictObject({
    type: z.literal('array'),
    title: line(100),
    items: z.strictObject({ type: z.literal('string'), maxLength: count(1_000) }),
    minItems: count(500).optional(),
    maxItems: count(500),
  }),
]);

/** 表单 the flow's own JSON Schema: one level, no references, a limit on everything. */
export const formDefinitionSchema = z.strictObject({
  type: z.literal('object'),
  properties: z
    .record(fieldName(), fieldSchema)
    .refine((record) => Object.keys(record).length <= 100, withRule('tooManyEntries')),
  required: z.array(fieldName()).max(100),
  additionalProperties: z.literal(false),
}) satisfies z.ZodType<Plain<FormSchema>>;

export const draftBody = z.strictObject({
  /** Whose people, with those below, start the flow; whose administrators write it. */
  orgId: id(),
  document: flowDocumentSchema,
  formSchema: formDefinitionSchema,
});

export const flowParams = z.strictObject({ flowId: id() });
export const flowVersionParams = z.strictObject({
  flowId: id(),
  version: z.coerce.number().int().min(1).max(100_000),
});

/** 自选 nodes whose signers are named on the way: by whoever hands in, or by a signer before. */
export const chosenSigners = z.array(
  z.object({ node: z.string(), title: textSchema, by: z.enum(['initiator', 'signer']) }),
);

const flowStatus = z.enum(['draft', 'published', 'retired']);
const flowRow = z.object({
  flowId: z.string(),
  version: z.number(),
  orgId: z.string(),
  status: flowStatus,
  title: textSchema,
  owner: z.string(),
  draftedBy: z.string(),
  draftedAt: z.string(),
  publishedAt: z.string().nullable(),
  retiredAt: z.string().nullable(),
});
export type FlowRow = z.output<typeof flowRow>;
export const flowListSchema = z.object({ items: z.array(flowRow) });
export const flowDetailSchema = flowRow
  .extend({
    document: z.record(z.string(), z.unknown()),
    formSchema: asAnswer(formDefinitionSchema),
    choices: chosenSigners,
    /** 环节 every node with whereto it leads (null is the end) and what it means; nothing is said while a node leads nowhere. */
    steps: z.array(
      z.object({
        node: z.string(),
        kind: z.string(),
        title: textSchema,
        next: z.array(z.string().nullable()),
        sentences: z.array(textSchema),
      }),
    ),
    /** Whether the reader may draft, publish and retire versions of this flow. */
    mayWrite: z.boolean(),
  })
  .meta({ id: 'ApprovalFlow' });

export const flowListQuery = z.strictObject({
  status: flowStatus.optional(),
  /** Only flows that the reader could start now. */
  startable: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});

/** 发布校验 faults by proof, each with the path that shows it; none when the flow may be published. */
export const provedSchema = z.object({
  publishable: z.boolean(),
  faults: z.array(z.object({ proof: z.string(), path: z.array(z.string()), words: textSchema })),
});
