import { z } from 'zod';
import type { Opinion } from '../../domain/approval/case.ts';
import type { CaseCommandData, Verb } from '../../domain/approval/case-commands.ts';
import type { Facts } from '../../domain/policy/types.ts';
import { date, FORMS, id, line, paragraph, url, withRule } from './fields.ts';
import { matching, type Plain } from './matching.ts';

/** Verbs that people give at this door; the others belong to the engine. */
export type PersonsVerb = Exclude<Verb, 'timeOut' | 'review' | 'extend'>;

/** Text of several lines that may be empty, such as an opinion where none is asked for. */
const words = (max = 4_000) => z.literal('').or(paragraph(max));
const taskId = () => z.string().regex(FORMS.taskId);
const people = (max: number) => z.array(id()).max(max);
const reason = () => paragraph(1_000);

/** 附件 what is known of a file: its name, size and SHA-256. */
export const attachmentSchema = z.strictObject({
  name: line(255),
  sizeBytes: z.int().min(0).max(1_000_000_000),
  sha256: z.string().regex(FORMS.sha256),
});

/** 意见 */
export const opinionSchema = matching<Opinion>()(
  z.strictObject({
    text: words(),
    attachments: z.array(attachmentSchema).max(20),
    signature: line(200).nullable(),
    seal: line(200).nullable(),
  }),
);

const atMost = (entries: number) => (record: object) => Object.keys(record).length <= entries;

/** People named for later nodes, by node. */
const choicesSchema = z
  .record(z.string().regex(FORMS.id), people(50))
  .refine(atMost(50), withRule('tooManyEntries'));

/** 表单 values by field; the flow's own schema says which and within which limits. */
export const formSchema = matching<Facts>()(
  z
    .record(
      z.string().regex(FORMS.fieldName),
      z.union([
        words(10_000),
        z.number().min(-1e15).max(1e15),
        z.boolean(),
        z.null(),
        z.array(words(1_000)).max(500),
      ]),
    )
    .refine(atMost(100), withRule('tooManyEntries')),
);

const handed = z.strictObject({ taskId: taskId(), to: id(), reason: words(1_000) });
const spoken = z.strictObject({ taskId: taskId(), opinion: opinionSchema });
const reasoned = z.strictObject({ reason: reason() });
const nothing = z.strictObject({});

/** The data of every verb as JSON; each is checked against its domain type when this compiles. */
export const VERB_SCHEMAS = {
  approve: z.strictObject({ taskId: taskId(), opinion: opinionSchema, choices: choicesSchema }),
  reject: spoken,
  abstain: spoken,
  recuse: z.strictObject({ taskId: taskId(), reason: reason() }),
  return: z.strictObject({
    taskId: taskId(),
    to: id(),
    then: z.enum(['goOn', 'straightBack']),
    opinion: opinionSchema,
  }),
  takeBack: z.strictObject({ taskId: taskId() }),
  withdraw: reasoned,
  resubmit: z.strictObject({ form: formSchema, choices: choicesSchema }),
  addSign: z.strictObject({
    taskId: taskId(),
    position: z.enum(['before', 'parallel', 'after']),
    people: people(20),
  }),
  removeSign: z.strictObject({ taskId: taskId(), reason: reason() }),
  transfer: handed,
  delegate: handed,
  answer: spoken,
  proxy: z.strictObject({ taskId: taskId() }),
  handOver: z.strictObject({ from: id(), to: id(), reason: reason() }),
  urge: nothing,
  carbonCopy: z.strictObject({ to: people(50) }),
  readCopy: nothing,
  comment: z.strictObject({ text: paragraph(2_000) }),
  terminate: reasoned,
  revive: reasoned,
  pause: z.strictObject({ cause: id(), reason: reason() }),
  resume: reasoned,
  askExtension: z.strictObject({ taskId: taskId(), to: date(), cause: reason() }),
  upgrade: z.strictObject({ toVersion: z.int().min(1).max(100_000) }),
} satisfies { [V in PersonsVerb]: z.ZodType<Plain<CaseCommandData[V]>> };

export const PERSONS_VERBS = Object.keys(VERB_SCHEMAS) as [PersonsVerb, ...PersonsVerb[]]; // keys of a constant table

/** `addSign` is given at `…/commands/add-sign`. */
export const verbPath = (verb: PersonsVerb): string => verb.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

/** Body of a verb: the number that was seen (null: whatever has happened since), and the verb's data. */
export const verbBody = <S extends z.ZodType>(data: S) =>
  z.strictObject({
    expectedSeq: z.int().min(0).max(1_000_000).nullable(),
    /** 发生时间, when it was not just now; refused where it would back-date. */
    occurredAt: z.iso.datetime().nullable().optional(),
    data,
  });

/** Body of the request that begins a case. */
export const startBody = z.strictObject({
  flowId: id(),
  title: line(200),
  form: formSchema,
  choices: choicesSchema,
  callbackUrl: url().nullable(),
});

/** 试运行 a form that need not be complete. */
export const tryBody = z.strictObject({ form: formSchema, choices: choicesSchema });
