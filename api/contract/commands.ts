import { z } from 'zod';
import type { CommandData, CommandType } from '../../domain/project/commands.ts';
import type { SystemCommandType } from '../../domain/project/lapse.ts';
import { approvalSchemas } from './approval.ts';
import { budgetSchemas } from './budget.ts';
import { catalogSchemas, createProjectSchema } from './catalog.ts';
import { contractingSchemas } from './contracting.ts';
import { deliverySchemas } from './delivery.ts';
import { disclosureSchemas } from './disclosure.ts';
import { disputeSchemas } from './dispute.ts';
import { evaluationSchemas } from './evaluation.ts';
import { date, line, paragraph } from './fields.ts';
import { matching, type Plain } from './matching.ts';
import { procedureSchemas } from './procedure.ts';

const endingSchema = matching<CommandData['WithdrawProject']>()(z.strictObject({ reason: paragraph(2_000) }));

const repinSchema = matching<CommandData['RepinPolicy']>()(
  z.strictObject({ policyVersion: line(20), reason: paragraph(2_000) }),
);

/** The data of every command as JSON; each is checked against its domain type when this compiles. */
export const COMMAND_SCHEMAS = {
  CreateProject: createProjectSchema,
  ...catalogSchemas,
  ...budgetSchemas,
  ...contractingSchemas,
  ...deliverySchemas,
  ...evaluationSchemas,
  ...disclosureSchemas,
  RepinPolicy: repinSchema,
  WithdrawProject: endingSchema,
  CancelProject: endingSchema,
  ...approvalSchemas,
  ...procedureSchemas,
  ...disputeSchemas,
} satisfies { [T in Exclude<CommandType, SystemCommandType>]: z.ZodType<Plain<CommandData[T]>> };

/** Commands that act on a project that exists; creation has a route of its own. */
export type ProjectCommandType = Exclude<keyof typeof COMMAND_SCHEMAS, 'CreateProject'>;

export const PROJECT_COMMANDS = (Object.keys(COMMAND_SCHEMAS) as (keyof typeof COMMAND_SCHEMAS)[]).filter(
  (type): type is ProjectCommandType => type !== 'CreateProject',
);

/** `SubmitProject` is given at `…/commands/submit-project`. */
export const commandPath = (type: CommandType): string =>
  type.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

/** 发生日期: only in a project that is entered late may it lie before today. */
const occurredOn = date().nullable().optional();

/** Body of a command on a project: the revision that was seen, and the command's data. */
export const commandBody = <S extends z.ZodType>(data: S) =>
  z.strictObject({ expectedRevision: z.int().min(0).max(1_000_000), occurredOn, data });

/** Body of the command that begins a project. */
export const createBody = createProjectSchema.extend({ occurredOn });
