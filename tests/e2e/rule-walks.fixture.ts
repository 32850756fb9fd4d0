import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import type { Act } from '../../cli/demo-data/life/scene.ts';
import { demoProjects } from '../../cli/demo-data/projects.ts';
import type { MethodChoice } from '../../domain/contracting/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { Command } from '../../domain/project/commands.ts';
import { cleanPerformance } from '../../rules/packs/clean-performance.fixture.ts';
import {
  type Breach,
  beside,
  type Deed,
  later,
  type Place,
  placeName,
  procedureCommand,
  refused,
  remarked,
} from './rule-breach.fixture.ts';

/** One story that is walked over HTTP. Before each of its acts, every breach of the act is tried. */
export interface Walk {
  readonly name: string;
  readonly recipe: ProjectRecipe;
  /** The act as this walk does it; null leaves it out. */
  readonly vary?: (act: Act) => Command | null;
  /** What else is really done before an act. */
  readonly before?: (place: Place) => readonly Deed[];
  /** Breaches that only this walk can show. */
  readonly breaches?: (place: Place) => readonly Breach[];
  /** The act with which the walk ends, refused by these rules as the story has it. */
  readonly ends?: { readonly at: string; readonly rules: readonly string[] };
}

const recipeOf = (key: string, change: Partial<ProjectRecipe>): ProjectRecipe => {
  const recipe = demoProjects.find((one) => one.key === key);
  if (!recipe) throw new Error(`The demo has no project "${key}"`);
  return { ...recipe, ...change };
};
const mediators = (
  method: ProjectRecipe['method'],
  amountYuan: number,
  change: Partial<ProjectRecipe> = {},
): ProjectRecipe =>
  recipeOf('mediators-yunba-justice', {
    ...{ key: `walk-${method}`, method, amountYuan, until: 'awarded', blemishes: [] },
    ...change,
  });
const elders = (change: Partial<ProjectRecipe>): ProjectRecipe =>
  recipeOf('part-paid-elder-longdong', {
    ...{ until: 'awarded', detours: [], timing: { kind: 'from', on: localDate('2026-01-12') } },
    ...change,
  });

/** The story with another choice of the method. */
const choosing =
  (change: Partial<MethodChoice>) =>
  ({ command }: Act): Command =>
    command.type === 'ChooseMethod'
      ? { ...command, data: { choice: { ...command.data.choice, ...change } } }
      : command;

const APPROVED = { cityApprovalRef: '演示市级批复1号' };
const ABOVE_TENDER_YUAN = 2_400_000;
const BELOW_TENDER_YUAN = 560_000;

/** The last of the bids is a fen over the ceiling and is found invalid. */
function oneOverCeiling({ command }: Act): Command {
  if (command.type !== 'ActOnProcedure') return command;
  const { act } = command.data;
  const isLast = <T>(list: readonly T[], one: T): boolean => list.at(-1) === one;
  switch (act.verb) {
    case 'ReceiveBid':
      return procedureCommand({
        ...act,
        bids: act.bids.map((one) =>
          isLast(act.bids, one) ? { ...one, priceFen: fen(ABOVE_TENDER_YUAN * 100 + 1) } : one,
        ),
      });
    case 'JudgeBid':
      return procedureCommand({
        ...act,
        judgements: act.judgements.map((one) =>
          isLast(act.judgements, one) ? { ...one, valid: false, reasons: ['overCeiling'] } : one,
        ),
      });
    case 'RecordScores': {
      const loser = act.scores.at(-1)?.providerId;
      return procedureCommand({
        ...act,
        scores: act.scores.filter(({ providerId }) => providerId !== loser),
      });
    }
    default:
      return command;
  }
}

const AGENCY = ['agency', 'huizhong-agency'] as const;

/** A challenge that comes in before the contract is drafted and is returned before it is signed. */
const challenged = ({ act }: Place): readonly Deed[] =>
  placeName(act) === 'DraftContract'
    ? [
        beside(act, AGENCY, {
          type: 'ActOnDispute',
          data: {
            act: {
              ...{ verb: 'Receive', kind: 'challenge', supplierId: 'hesheng', about: 'result' },
              ...{ matters: ['评分有误'], obtainedOn: null },
            },
          },
        }),
      ]
    : [];

/** The finance office holds a bond before the first acceptance; before the first payment the provider asks to have its claim confirmed. */
function heldAndClaimed(place: Place): readonly Deed[] {
  const { act, recipe } = place;
  if (isFirst('RecordAcceptance', place)) {
    const bond = { ...cleanPerformance.RecordBond.bond, amountFen: BOND_FEN };
    return [beside(act, ['townshipFinance', recipe.buyer], { type: 'RecordBond', data: { bond } })];
  }
  if (!isFirst('RequestPayment', place)) return [];
  const receivable = { amountFen: fen(100), reference: '应收1号' };
  return [beside(act, ['provider', 'p-fengren'], { type: 'RequestReceivable', data: { receivable } })];
}

const BOND_FEN = fen(1_000_000);
const isFirst = (place: string, { act, story }: Pick<Place, 'act' | 'story'>): boolean =>
  placeName(act) === place && story.find((one) => placeName(one) === place) === act;

function ofBondAndClaim({ act, recipe, story }: Place): readonly Breach[] {
  if (!isFirst('RequestPayment', { act, story })) return [];
  const finance = ['townshipFinance', recipe.buyer] as const;
  const bondReturn = {
    ...{ refundFen: fen(BOND_FEN - 1), deductions: [], payeeProviderId: 'fengren', voucherNo: '回执1号' },
  };
  return [
    refused('PAY-05', beside(act, finance, { type: 'ReturnBond', data: { bondReturn } })),
    remarked(
      'PAY-06',
      later(
        beside(act, finance, { type: 'ConfirmReceivable', data: { receivableNo: 1, opinion: '属实' } }),
        40,
      ),
    ),
  ];
}

/** The walks in their order: what was bought before counts for what comes later (MTH-03, MTH-04). */
export const WALKS: readonly Walk[] = [
  {
    // Paid late over the turn of the year and archived after 31 March, so that it stands on an overdue list (PAY-07).
    name: 'a consultation with a small firm, to an archive that its notices do not allow',
    recipe: recipeOf('plant-protection-shuangqiao', {
      ...{ key: 'walk-consultation', detours: ['paidLate'], blemishes: ['noLedger'] },
      timing: { kind: 'from', on: localDate('2025-05-19') },
    }),
    vary: ({ command }) =>
      command.type === 'PublishDisclosure' && command.data.kind.startsWith('contract') ? null : command,
    before: heldAndClaimed,
    breaches: ofBondAndClaim,
    ends: { at: 'ArchiveProject', rules: ['CON-04', 'CON-05', 'PAY-07'] },
  },
  {
    name: 'a negotiation',
    recipe: mediators('competitiveNegotiation', BELOW_TENDER_YUAN),
  },
  {
    name: 'a tender, with a challenge before the contract is signed',
    recipe: mediators('openTender', ABOVE_TENDER_YUAN, { until: 'delivering', busy: true }),
    vary: oneOverCeiling,
    before: challenged,
    ends: { at: 'SignContract', rules: ['AWD-03'] },
  },
  {
    name: 'a single source above the threshold',
    recipe: mediators('singleSource', ABOVE_TENDER_YUAN),
    vary: choosing(APPROVED),
  },
  {
    name: 'a follow-on of more than a tenth, without an intent',
    recipe: mediators('singleSource', BELOW_TENDER_YUAN, { key: 'walk-follow-on' }),
    vary: choosing({
      ...APPROVED,
      ...{ singleSource: { ground: 'followOn', followOnPercent: 11 }, intentPublishedOn: null },
    }),
    ends: { at: 'IssueDocuments', rules: ['MTH-07', 'MTH-15'] },
  },
  {
    name: 'a framework',
    recipe: mediators('frameworkAgreement', BELOW_TENDER_YUAN),
    vary: choosing(APPROVED),
  },
  {
    name: 'a consultation that fails at first',
    recipe: mediators('competitiveConsultation', BELOW_TENDER_YUAN, {
      ...{ key: 'walk-failed', detours: ['procurementFailed'], visit: 1 },
    }),
    vary: choosing(APPROVED),
  },
  { name: 'a selection below the limit', recipe: elders({ key: 'walk-below' }) },
  {
    name: 'a second one of the same class',
    recipe: elders({ key: 'walk-below-again' }),
    ends: { at: 'ChooseMethod', rules: ['MTH-04'] },
  },
];
