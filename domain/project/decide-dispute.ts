import { decideDispute, receiveDispute } from '../contracting/dispute/decide.ts';
import type { DisputeCommand, DisputeEvent, DisputeState } from '../contracting/dispute/dispute.ts';
import { blocksSignature, effectOnProcedure, knownOn } from '../contracting/dispute/effect.ts';
import { disputeRefusal } from '../contracting/dispute/refusals.ts';
import { procedureVerbs } from '../contracting/procedure/decide.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { noProcedure } from './contracting-faults.ts';
import { actOnProcedure } from './decide-procedure.ts';
import { type Case, type Deciders, decided, type Outline, outline } from './decision.ts';
import type { DisputeAct } from './dispute-acts.ts';
import type { ProjectFile } from './file.ts';
import type { ProcedureAct } from './procedure-acts.ts';
import { momentOf } from './procedure-run.ts';

type DisputeCase = Case<'ActOnDispute'>;
type Received = Extract<DisputeAct, { verb: 'Receive' }>;

/** 争议: one act on an inquiry, challenge or complaint, and its effect on the procurement, in one decision. */
export const disputeDeciders: Deciders<'ActOnDispute'> = {
  ActOnDispute: (one) => {
    const { act } = one.data;
    return act.verb === 'Receive' ? received(one, act) : acted(one, act);
  },
};

const contextOf = (one: DisputeCase) => ({
  now: momentOf(one, false),
  calendar: one.references.calendar,
});

/** 知道或者应知之日 the day from which the time to challenge runs; null where what it is about has not happened. */
export function knownDay(
  { about, obtainedOn }: Received,
  { file, references }: Pick<DisputeCase, 'file' | 'references'>,
) {
  const { procedure } = file;
  return procedure && knownOn(about, { state: procedure, obtainedOn, calendar: references.calendar });
}

function received(one: DisputeCase, act: Received): Result<readonly Outline[]> {
  const { kind, supplierId, about, matters } = act;
  if (one.file.procedure === null) return refuse(noProcedure());
  // An inquiry may be made at any time; its day is never counted.
  const day = knownDay(act, one) ?? (kind === 'inquiry' ? one.today : null);
  if (day === null) return refuse(disputeRefusal('Incomplete', { field: 'about', about }));
  const disputeId = `D${one.file.disputes.length + 1}`;
  const events = receiveDispute(
    { disputeId, kind, supplierId, about, matters, knownOn: day },
    contextOf(one),
  );
  return events.ok ? decided(recorded(disputeId, act.verb, events.value)) : events;
}

const recorded = (disputeId: string, verb: DisputeAct['verb'], events: readonly DisputeEvent[]): Outline =>
  outline('DisputeRecorded', { disputeId, verb, events });

function acted(one: DisputeCase, act: Exclude<DisputeAct, Received>): Result<readonly Outline[]> {
  const { verb, disputeId, ...data } = act;
  const before = one.file.disputes.find((dispute) => dispute.disputeId === disputeId);
  if (!before) return refuse(disputeRefusal('Incomplete', { field: 'disputeId', dispute_id: disputeId }));
  // The union pairs each verb with its own data, which a rest pattern loses.
  const events = decideDispute(before, { verb, data } as DisputeCommand, contextOf(one));
  if (!events.ok) return events;
  const effects = events.value.flatMap((event) => effectOf(one.file, before, event));
  const record = recorded(disputeId, verb, events.value);
  const [effect] = effects;
  if (!effect) return decided(record);
  const told = actOnProcedure({ ...one, data: { act: effect } });
  return told.ok ? accept([record, ...told.value]) : told;
}

/** What follows for the procurement; nothing where it has gone past the point at which that could be. */
function effectOf({ procedure }: ProjectFile, before: DisputeState, event: DisputeEvent) {
  const command = effectOnProcedure(before, event);
  if (!command || !procedure || !procedureVerbs(procedure).includes(command.verb)) return [];
  // Effects are verbs whose data an act carries as it is.
  return [{ verb: command.verb, ...command.data } as ProcedureAct];
}

/** 可能影响结果的争议 how many keep the contract from being signed (AWD-03). */
export const openDisputes = ({ disputes }: ProjectFile): number => disputes.filter(blocksSignature).length;
