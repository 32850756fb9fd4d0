import { z } from 'zod';
import { PROCEDURE_METHODS } from '../../domain/contracting/procedure/methods.ts';
import { DUTIES, INVALID_REASONS } from '../../domain/contracting/procedure/state.ts';
import { COLLUSION_SIGNS } from '../../domain/contracting/types.ts';
import type { ProcedureCommands } from '../../domain/project/procedure-acts.ts';
import { justificationsSchema } from './approval.ts';
import { noticeSchema, selectionSchema, winnerChoiceSchema } from './contracting.ts';
import { amount, date, id, line, paragraph } from './fields.ts';
import { matching } from './matching.ts';

const reference = () => line();
const reason = () => paragraph(2_000);
const providers = () => z.array(id()).max(50);
const candidate = z.strictObject({ id: id(), interests: providers() });

const open = [
  z.strictObject({ verb: z.literal('PublishIntent'), media: line(), inDesignatedMedia: z.boolean() }),
  z.strictObject({ verb: z.literal('IssueDocuments'), notice: noticeSchema }),
  z.strictObject({ verb: z.literal('OpenClarification'), question: paragraph() }),
  z.strictObject({
    verb: z.literal('IssueClarification'),
    affectsBids: z.boolean(),
    newClosesOn: date().nullable(),
    newClosingHour: z.int().min(0).max(23).nullable(),
  }),
  z.strictObject({
    verb: z.literal('ReceiveBid'),
    bids: z
      .array(
        z.strictObject({
          providerId: id(),
          priceFen: amount(),
          smeClaim: z.enum(['none', 'smallMicro', 'smallMicroShare']),
          consortiumMembers: providers(),
        }),
      )
      .min(1)
      .max(200),
  }),
  z.strictObject({ verb: z.literal('WithdrawBid'), providerId: id() }),
  z.strictObject({ verb: z.literal('CloseBids') }),
] as const;

const evaluation = [
  z.strictObject({
    verb: z.literal('FormPanel'),
    size: z.int().min(1).max(101),
    buyerMembers: z.array(candidate).max(50),
    pool: z.array(candidate).max(500),
    seed: line(),
  }),
  z.strictObject({
    verb: z.literal('ReplaceMember'),
    memberId: id(),
    reason: reason(),
    substitute: candidate.nullable(),
  }),
  z.strictObject({
    verb: z.literal('BeginEvaluation'),
    collusionSigns: z.array(z.enum(COLLUSION_SIGNS)).max(COLLUSION_SIGNS.length),
    justifications: justificationsSchema,
  }),
  z.strictObject({
    verb: z.literal('JudgeBid'),
    judgements: z
      .array(
        z.strictObject({
          providerId: id(),
          valid: z.boolean(),
          reasons: z.array(z.enum(INVALID_REASONS)).max(INVALID_REASONS.length),
          priceExplanation: paragraph(2_000).nullable(),
        }),
      )
      .min(1)
      .max(200),
  }),
  z.strictObject({
    verb: z.literal('RecordScores'),
    scores: z
      .array(
        z.strictObject({
          memberId: id(),
          providerId: id(),
          centipoints: z.record(line(100), z.int().min(0).max(10_000)),
        }),
      )
      .min(1)
      .max(2_000),
  }),
  z.strictObject({ verb: z.literal('FinishEvaluation'), tieSeed: line() }),
  z.strictObject({ verb: z.literal('DeliverReport') }),
] as const;

const award = [
  z.strictObject({ verb: z.literal('ChooseWinner'), choice: winnerChoiceSchema }),
  z.strictObject({ verb: z.literal('SelectProvider'), selection: selectionSchema }),
  z.strictObject({ verb: z.literal('NotifyAward'), media: line(), inDesignatedMedia: z.boolean() }),
  z.strictObject({ verb: z.literal('EndResultNotice') }),
  z.strictObject({ verb: z.literal('FulfilDuty'), duty: z.enum(DUTIES) }),
  z.strictObject({
    verb: z.literal('VoidAward'),
    ground: z.enum(['upheld', 'winnerGaveUp']),
    reference: reference(),
    next: z.enum(['nextCandidate', 'rerun']),
  }),
] as const;

const interruption = [
  z.strictObject({
    verb: z.literal('Suspend'),
    cause: z.enum(['challenge', 'complaint', 'supervision']),
    reference: reference(),
  }),
  z.strictObject({ verb: z.literal('Resume'), reference: reference() }),
  z.strictObject({ verb: z.literal('RedoEvaluation'), reference: reference() }),
  z.strictObject({ verb: z.literal('DeclareFailure'), reference: reference() }),
  z.strictObject({ verb: z.literal('Rerun'), reason: reason() }),
  z.strictObject({
    verb: z.literal('ChangeMethod'),
    method: z.enum(PROCEDURE_METHODS),
    legalCase: reason(),
    approvalRef: line().nullable(),
    agencyOrgId: id().nullable(),
  }),
] as const;

const act = z.union([...open, ...evaluation, ...award, ...interruption]);

export const procedureSchemas = {
  /** 采购办理 */
  ActOnProcedure: matching<ProcedureCommands['ActOnProcedure']>()(z.strictObject({ act })),
};
