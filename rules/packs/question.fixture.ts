import type { PolicyQuestion } from '../../domain/policy/types.ts';
import { checkpointOf } from '../../domain/project/approval-checkpoint.ts';
import type { Command, CommandData, CommandType } from '../../domain/project/commands.ts';
import type { DisputeAct } from '../../domain/project/dispute-acts.ts';
import { type FactsInput, factsFor } from '../../domain/project/facts.ts';
import { policyScopeOf } from '../../domain/project/policy-scope.ts';
import type { ProcedureAct } from '../../domain/project/procedure-acts.ts';
import { actor, file, processAt, references } from './case.fixture.ts';
import { clean, ON, REGION } from './clean.fixture.ts';

type Changes = Partial<Pick<FactsInput, 'file' | 'process' | 'references'>>;

/** The question a command puts to the policy: clean data unless given, in the complete case unless changed. */
export function questionFor<T extends CommandType>(
  type: T,
  data: CommandData[T] = clean[type],
  changes: Changes = {},
): PolicyQuestion {
  // Type and data come from the same key, which the compiler cannot see through a generic.
  const command = { type, data } as unknown as Command;
  const input: FactsInput = {
    file,
    process: processAt(type),
    references,
    today: ON,
    request: { command, actor: actor('u-someone'), expectedRevision: 3, occurredOn: null },
    ...changes,
  };
  return {
    checkpoint: type,
    facts: factsFor(input),
    legalDate: ON,
    regionCode: REGION,
    packVersion: null,
    ...policyScopeOf(input.file, input.references),
  };
}

/** The question of an act on the procurement. */
export const procedureQuestion = (act: ProcedureAct, changes: Changes = {}): PolicyQuestion => {
  const question = questionFor('ActOnProcedure', { act }, changes);
  const process = changes.process ?? processAt('ActOnProcedure');
  return { ...question, checkpoint: checkpointOf(process, { type: 'ActOnProcedure', data: { act } }) };
};

/** The question of an act about a dispute. */
export const disputeQuestion = (act: DisputeAct, changes: Changes = {}): PolicyQuestion => {
  const question = questionFor('ActOnDispute', { act }, changes);
  const checkpoint = checkpointOf(processAt('ActOnDispute'), { type: 'ActOnDispute', data: { act } });
  return { ...question, checkpoint };
};

/** A mediation project whose ledger entry carries a plant-protection record instead of a mediation one. */
export const mediationFacts = (): PolicyQuestion =>
  questionFor('RecordLedgerEntry', clean.RecordLedgerEntry, {
    file: { ...file, application: { ...file.application, pilot: 'peoplesMediators' } },
  });
