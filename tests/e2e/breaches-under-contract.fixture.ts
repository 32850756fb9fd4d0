import { isSmallOrMedium } from '../../cli/demo-data/providers.ts';
import { CLAUSES, type ContractDraft } from '../../domain/contracting/types.ts';
import type { AcceptanceRecord, PaymentRequest } from '../../domain/delivery/types.ts';
import { addDays, addMonths, type LocalDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { Command } from '../../domain/project/commands.ts';
import { cleanPerformance } from '../../rules/packs/clean-performance.fixture.ts';
import {
  type Breach,
  beside,
  type Deed,
  dayOf,
  instead,
  later,
  type Place,
  refused,
  remarked,
} from './rule-breach.fixture.ts';

/** The contract that a story has signed. */
export type Signed = ContractDraft | null;

/** The breaches of the act that comes next, from the draft of the contract to the last payment. */
export function breachesUnderContract(place: Place, signed: Signed): readonly Breach[] {
  const { act } = place;
  const { command } = act;
  switch (command.type) {
    case 'DraftContract':
      return ofDraft(place, command.data.contract);
    case 'SignContract':
      return [refused('CON-01', later(act, 60))];
    case 'PublishDisclosure':
      return ofDisclosure(act, command.data.kind);
    case 'SubmitMilestone':
      return command.data.milestoneNo === 1 && signed ? ofDelivery(place, signed) : [];
    case 'RecordAcceptance':
      return ofAcceptance(act, command.data.acceptance);
    case 'RequestPayment':
      return ofPayment(act, command.data.payment);
    default:
      return [];
  }
}

function ofDraft({ act, recipe }: Place, contract: ContractDraft): readonly Breach[] {
  const one = (rule: string, change: Partial<ContractDraft>): Breach =>
    refused(rule, instead(act, { type: 'DraftContract', data: { contract: { ...contract, ...change } } }));
  return [
    one('CON-02', { clauses: CLAUSES.slice(1) }),
    one('CON-03', { endsOn: addDays(addMonths(contract.startsOn, 12), 1), stabilityGrounds: false }),
    one('CON-06', { performanceBondPercent: 11 }),
    one('CON-08', { wholeSubcontracted: true }),
    one('CON-11', { guaranteesFinancing: true }),
    ...(isSmallOrMedium(recipe.provider ?? '') ? [one('CON-12', { paymentTermDays: 61 })] : []),
  ];
}

const LATE_RULES: Readonly<Record<string, string>> = {
  contract: 'CON-04-LATE',
  contractFiling: 'CON-05-LATE',
};

const ofDisclosure = (act: Deed, kind: string): readonly Breach[] => {
  const rule = LATE_RULES[kind];
  return rule === undefined ? [] : [remarked(rule, later(act, 20))];
};

/** Beside the first milestone: amendments, subcontracts, bonds, one-sided acts; and the milestone itself long after. */
function ofDelivery(
  { act, recipe }: Place,
  { valueFen, milestones, endsOn }: ContractDraft,
): readonly Breach[] {
  const by = (role: Parameters<typeof beside>[1][0], command: Command): Deed =>
    beside(act, [role, recipe.buyer], command);
  const tenth = Math.floor(valueFen / 10);
  const amended = (change: object, addedFen = 0): Deed =>
    by('handler', {
      type: 'AmendContract',
      data: {
        amendment: {
          ...cleanPerformance.AmendContract.amendment,
          ...{ addedFen: fen(addedFen), milestones: addedTo(milestones, addedFen) },
          ...change,
        },
      },
    });
  const { subcontract } = cleanPerformance.RecordSubcontract;
  const subcontracted = (change: object): Deed =>
    by('handler', { type: 'RecordSubcontract', data: { subcontract: { ...subcontract, ...change } } });
  const bond = { ...cleanPerformance.RecordBond.bond, amountFen: fen(tenth + 1) };
  return [
    refused('CON-07', amended({}, tenth + 1)),
    refused('CON-07', amended({ changesOtherTerms: true }, 100)),
    refused('CON-03', amended({ kind: 'term', endsOn: addMonths(endsOn, 12) })),
    refused('CON-10', amended({ ground: 'unilateral' }, 100)),
    refused('CON-10', by('leader', suspendedUntil(addDays(dayOf(act), 14)))),
    refused('CON-10', by('mayor', { type: 'TerminateContract', data: TERMINATED })),
    refused('CON-09', subcontracted({ consentRef: null })),
    refused('CON-08', subcontracted({ amountFen: valueFen })),
    refused('CON-06', by('townshipFinance', { type: 'RecordBond', data: { bond } })),
    remarked('DEL-02', { ...act, occurredOn: endsOn }),
  ];
}

/** The added money stands on the last milestone. */
const addedTo = (milestones: ContractDraft['milestones'], addedFen: number) =>
  milestones.map((one, index) =>
    index === milestones.length - 1 ? { ...one, amountFen: fen(one.amountFen + addedFen) } : one,
  );

const suspendedUntil = (resumeBy: LocalDate): Command => ({
  type: 'SuspendDelivery',
  data: { cause: '单方停止', ground: 'unilateral', resumeBy },
});
const TERMINATED = { cause: '不再需要', ground: 'unilateral', settlementRef: '无' } as const;

function ofAcceptance(act: Deed, acceptance: AcceptanceRecord): readonly Breach[] {
  const one = (rule: string, change: Partial<AcceptanceRecord>): Breach =>
    refused(
      rule,
      instead(act, { type: 'RecordAcceptance', data: { acceptance: { ...acceptance, ...change } } }),
    );
  return [
    one('DEL-03', { members: ['handler', 'handler'] }),
    one('DEL-04', { items: acceptance.items.slice(1) }),
    one('DEL-04', { beneficiaryOpinion: null }),
    remarked('DEL-05', later(act, 40)),
  ];
}

function ofPayment(act: Deed, payment: PaymentRequest): readonly Breach[] {
  const asked = (change: Partial<PaymentRequest>): Deed =>
    instead(act, { type: 'RequestPayment', data: { payment: { ...payment, ...change } } });
  const { amountFen } = payment;
  const heldBack = {
    ...{ amountFen: fen(amountFen - 100_001), disputedFen: fen(100_000), disputeReason: '数量' },
  };
  return [
    refused('PAY-01', asked({ amountFen: fen(amountFen + 1) })),
    refused('PAY-02', asked({ payeeProviderId: 'zhengheng' })),
    refused('PAY-03', later(asked({ justifications: {} }), 60)),
    refused('PAY-04', asked(heldBack)),
  ];
}
