import type { ProcedureCommand } from '../contracting/procedure/commands.ts';
import type { ProcedureState } from '../contracting/procedure/state.ts';
import type { ProcurementNotice, Selection } from '../contracting/types.ts';
import { type Instant, instantOn } from '../kernel/local-date.ts';
import type { ProcedureAct } from './procedure-acts.ts';

/** The commands on the procedure that an act comes to, in order. */
export function commandsOf(act: ProcedureAct, reservedForSme: boolean): readonly ProcedureCommand[] {
  switch (act.verb) {
    case 'IssueDocuments':
      return [{ verb: act.verb, data: { documents: documentsOf(act.notice, reservedForSme) } }];
    case 'IssueClarification':
      return [{ verb: act.verb, data: { affectsBids: act.affectsBids, newClosesAt: newClosing(act) } }];
    case 'ReceiveBid':
      return act.bids.map((data) => ({ verb: 'ReceiveBid', data }));
    case 'BeginEvaluation':
      return [{ verb: act.verb, data: {} }];
    case 'JudgeBid':
      return act.judgements.map((data) => ({ verb: 'JudgeBid', data }));
    case 'RecordScores':
      return act.scores.map((data) => ({ verb: 'RecordScores', data }));
    case 'ChooseWinner': {
      const { winners, minutesRef } = act.choice;
      return [{ verb: act.verb, data: { winners, minutesRef } }];
    }
    case 'SelectProvider':
      return selectionCommands(act.selection);
    case 'ChangeMethod': {
      const { method, legalCase, approvalRef } = act;
      return [{ verb: act.verb, data: { method, legalCase, approvalRef } }];
    }
    default: {
      const { verb, ...data } = act;
      // The union pairs each verb with its own data, which a rest pattern loses.
      return [{ verb, data } as ProcedureCommand];
    }
  }
}

export const closingOf = ({ closesOn, closingHour }: ProcurementNotice): Instant =>
  instantOn(closesOn, closingHour);

function newClosing(act: Extract<ProcedureAct, { verb: 'IssueClarification' }>): Instant | null {
  const { newClosesOn, newClosingHour } = act;
  return newClosesOn === null || newClosingHour === null ? null : instantOn(newClosesOn, newClosingHour);
}

type Draft = Extract<ProcedureCommand, { verb: 'IssueDocuments' }>['data']['documents'];

function documentsOf(notice: ProcurementNotice, reservedForSme: boolean): Draft {
  const { closesOn: _on, closingHour: _hour, qualifications: _asked, scoreItems, ...rest } = notice;
  return {
    ...rest,
    closesAt: closingOf(notice),
    scoreItems: scoreItems.map(({ name, points }) => ({
      ...{ id: name, kind: 'technical', maxCentipoints: Math.round((points ?? 0) * 100) },
    })),
    reservedForSme,
  };
}

/** 限额以下一次办理 the quotes are taken, looked at and ranked by price, and the choice is made and told. */
function selectionCommands({ quotes, winners, minutesRef, justifications, reason }: Selection) {
  const received = quotes.map(
    ({ providerId, priceFen }): ProcedureCommand => ({
      verb: 'ReceiveBid',
      data: { providerId, priceFen, smeClaim: 'none', consortiumMembers: [] },
    }),
  );
  const judged = quotes.map(
    ({ providerId }): ProcedureCommand => ({
      verb: 'JudgeBid',
      data: { providerId, valid: true, reasons: [], priceExplanation: reason },
    }),
  );
  // Where few quotes came in, the recorded reason stands in for minutes (MTH-11).
  const record = minutesRef ?? justifications['MTH-11'] ?? null;
  const end: readonly ProcedureCommand[] = [
    { verb: 'FinishEvaluation', data: { tieSeed: quotes.map(({ providerId }) => providerId).join(' ') } },
    { verb: 'ChooseWinner', data: { winners, minutesRef: record } },
    { verb: 'NotifyAward', data: { media: '', inDesignatedMedia: false } },
  ];
  return [
    ...received,
    { verb: 'CloseBids', data: {} } as const,
    { verb: 'BeginEvaluation', data: {} } as const,
    ...judged,
    ...end,
  ];
}

/** 已收齐 quotes that were taken before are not taken again. */
export const withoutReceived = (
  commands: readonly ProcedureCommand[],
  { bids }: ProcedureState,
): readonly ProcedureCommand[] =>
  commands.filter(
    ({ verb, data }) =>
      verb !== 'ReceiveBid' || !bids.some(({ providerId }) => providerId === data.providerId),
  );
