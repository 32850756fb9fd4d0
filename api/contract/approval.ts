import { z } from 'zod';
import type { Justifications, Review, StepDecision } from '../../domain/approval/types.ts';
import type { ApprovalCommands } from '../../domain/project/approval-acts.ts';
import { attachmentSchema } from './approval-case.ts';
import { FORMS, id, line, paragraph, withRule } from './fields.ts';
import { matching } from './matching.ts';

const decision = z.enum(['approve', 'return', 'reject']);

/** 附签 that may come with a word: stored files it names, and the signature. */
export const wordPapers = {
  attachments: z.array(attachmentSchema).max(20).optional(),
  signature: line(200).nullable().optional(),
};

/** 审核 */
export const reviewSchema = matching<Review>()(
  z.strictObject({ decision, opinion: paragraph(), ...wordPapers }),
);

/** 审批意见 */
export const stepDecisionSchema = matching<StepDecision>()(
  z.strictObject({ decision, opinion: paragraph(), minutesRef: line().nullable(), ...wordPapers }),
);

/** 情况说明 by rule id. */
export const justificationsSchema = matching<Justifications>()(
  z
    .record(z.string().regex(FORMS.ruleId), paragraph(2_000))
    .refine((record) => Object.keys(record).length <= 50, withRule('tooManyEntries')),
);

/** A node or a seat of an approval: `budgetCheck`, `budgetCheck#1.2`. */
const place = () => z.string().regex(FORMS.place);
const reason = () => paragraph(2_000);
const people = () => z.array(id()).min(1).max(20);

const act = z.union([
  z.strictObject({
    verb: z.literal('return'),
    to: place(),
    then: z.enum(['goOn', 'straightBack']),
    opinion: paragraph(),
  }),
  z.strictObject({
    verb: z.literal('addSign'),
    position: z.enum(['before', 'parallel', 'after']),
    people: people(),
  }),
  z.strictObject({ verb: z.literal('removeSign'), taskId: place(), reason: reason() }),
  z.strictObject({ verb: z.enum(['transfer', 'delegate']), to: id(), reason: reason() }),
  z.strictObject({ verb: z.literal('answer'), opinion: paragraph() }),
  z.strictObject({ verb: z.literal('recuse'), reason: reason() }),
  z.strictObject({ verb: z.literal('handOver'), from: id(), to: id(), reason: reason() }),
  z.strictObject({ verb: z.literal('carbonCopy'), people: people() }),
  z.strictObject({ verb: z.literal('comment'), text: paragraph(2_000) }),
  z.strictObject({ verb: z.literal('takeBack') }),
  z.strictObject({ verb: z.literal('proxy') }),
  z.strictObject({ verb: z.literal('urge') }),
  z.strictObject({ verb: z.literal('readCopy') }),
]);

export const approvalSchemas = {
  /** 审批办理 */
  ActOnApproval: matching<ApprovalCommands['ActOnApproval']>()(z.strictObject({ act })),
};
