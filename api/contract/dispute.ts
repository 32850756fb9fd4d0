import { z } from 'zod';
import { FALSE_GROUNDS } from '../../domain/contracting/dispute/dispute.ts';
import type { DisputeCommands } from '../../domain/project/dispute-acts.ts';
import { date, id, line, paragraph } from './fields.ts';
import { matching } from './matching.ts';

const reason = () => paragraph(2_000);
const matters = () => z.array(line(500)).min(1).max(50);
const disputeId = id();
const about = <V extends string>(verb: V) => ({ verb: z.literal(verb), disputeId });

const outcome = z.union([
  z.strictObject({ result: z.literal('rejected') }),
  z.strictObject({
    result: z.literal('upheld'),
    remedy: z.enum(['noEffect', 'reEvaluate', 'nextCandidate', 'rerun']),
  }),
  z.strictObject({
    result: z.literal('falseComplaint'),
    ground: z.enum(FALSE_GROUNDS),
    banMonths: z.int().min(1).max(120),
  }),
]);

const act = z.union([
  z.strictObject({
    verb: z.literal('Receive'),
    kind: z.enum(['inquiry', 'challenge']),
    supplierId: id(),
    about: z.enum(['documents', 'process', 'result']),
    matters: matters(),
    obtainedOn: date().nullable(),
  }),
  z.strictObject({ ...about('AnswerInquiry'), answer: paragraph() }),
  z.strictObject({ ...about('TakeUp'), mayChangeResult: z.boolean() }),
  z.strictObject({ ...about('ReturnChallenge'), reason: reason() }),
  z.strictObject({ ...about('AnswerChallenge'), outcome }),
  z.strictObject(about('EndAnswering')),
  z.strictObject({ ...about('FileComplaint'), matters: matters() }),
  z.strictObject(about('Lapse')),
  z.strictObject(about('AcceptComplaint')),
  z.strictObject({ ...about('ReturnComplaint'), reason: reason() }),
  z.strictObject(about('SendCopies')),
  z.strictObject({ ...about('SuspendProcurement'), reference: line() }),
  z.strictObject(about('LiftSuspension')),
  z.strictObject({ ...about('BeginExpertise'), subject: line(500) }),
  z.strictObject(about('EndExpertise')),
  z.strictObject({ ...about('Decide'), outcome, lateReason: reason().nullable() }),
  z.strictObject({ ...about('WithdrawComplaint'), reason: reason() }),
  z.strictObject({ ...about('CarryOut'), reference: line() }),
]);

export const disputeSchemas = {
  /** 询问、质疑、投诉办理 */
  ActOnDispute: matching<DisputeCommands['ActOnDispute']>()(z.strictObject({ act })),
};
