import { findCalendar } from '../../db/queries/calendar.ts';
import { disputeClocks } from '../../domain/contracting/dispute/clocks.ts';
import { disputeVerbs } from '../../domain/contracting/dispute/decide.ts';
import type { DisputeState } from '../../domain/contracting/dispute/dispute.ts';
import { disputeTitle } from '../../domain/contracting/dispute/states.ts';
import { clocksOf } from '../../domain/contracting/procedure/clocks.ts';
import { procedureVerbs } from '../../domain/contracting/procedure/decide.ts';
import { methodTitle } from '../../domain/contracting/procedure/methods.ts';
import type { ProcedureState } from '../../domain/contracting/procedure/state.ts';
import { FAILURE_TITLES, procedureTitle } from '../../domain/contracting/procedure/states.ts';
import type { Clock } from '../../domain/kernel/clock.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { WorkCalendar } from '../../domain/kernel/working-days.ts';
import { DISPUTE_VERB_TITLES } from '../../domain/project/dispute-titles.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import { PROCEDURE_VERB_TITLES } from '../../domain/project/procedure-titles.ts';
import type { ProjectProcedure } from '../contract/project-procedure.ts';
import type { Api } from '../deps.ts';

const toClock = ({ course: _, ...clock }: Clock<string>) => clock;

const SEALED: ReadonlySet<ProcedureState['status']> = new Set(['documentsIssued', 'clarifying']);

const toBids = ({ status, resumeTo, bids }: ProcedureState): ProjectProcedure['bids'] =>
  bids.map(({ providerId, priceFen, valid, invalidReasons }) => ({
    ...{ providerId, valid, invalidReasons: [...invalidReasons] },
    priceFen: SEALED.has(resumeTo ?? status) ? null : priceFen,
  }));

const toDispute = (dispute: DisputeState, calendar: WorkCalendar): ProjectProcedure['disputes'][number] => {
  const { disputeId, kind, status, supplierId, about, matters, receivedOn, mayChangeResult } = dispute;
  return {
    ...{ disputeId, kind, status, supplierId, about, receivedOn, mayChangeResult },
    statusTitle: disputeTitle(status),
    matters: [...matters],
    clocks: disputeClocks(dispute, { calendar }).map(toClock),
    verbs: disputeVerbs(dispute).map((verb) => ({ verb, title: DISPUTE_VERB_TITLES[verb] })),
  };
};

/** The procurement procedure of a project with its clocks and what may be done now; null before the method is chosen. */
export async function toProcedure(
  { db }: Api,
  { file }: { readonly file: ProjectFile },
): Promise<ProjectProcedure | null> {
  const { procedure, disputes } = file;
  if (!procedure) return null;
  const calendar = await findCalendar(db);
  invariant(calendar, 'A project stands in a database with a calendar');
  const { procedureId, status, run, plan, documents, panel, recommendation, failures, pauses } = procedure;
  return {
    ...{ procedureId, status, run, method: plan.method },
    methodTitle: methodTitle(plan.method),
    statusTitle: procedureTitle(status),
    clocks: clocksOf(procedure, { calendar }).map(toClock),
    verbs: procedureVerbs(procedure).map((verb) => ({ verb, title: PROCEDURE_VERB_TITLES[verb] })),
    closesAt: documents?.closesAt ?? null,
    bids: toBids(procedure),
    panel: (panel?.members ?? []).map(({ id, ...member }) => ({ memberId: id, ...member })),
    ranking: (recommendation?.ranking ?? []).map(({ rank, providerId, centipoints }) => ({
      ...{ rank, providerId, centipoints },
    })),
    failures: failures.map(({ method: _, ...failure }) => ({
      ...failure,
      title: FAILURE_TITLES[failure.reason],
    })),
    pauses: pauses.map((pause) => ({ ...pause })),
    disputes: disputes.map((dispute) => toDispute(dispute, calendar)),
  };
}
