import type { ProviderCheck, Selection, WinnerChoice } from '../../domain/contracting/types.ts';
import type { ProcedureAct } from '../../domain/project/procedure-acts.ts';
import {
  type Breach,
  instead,
  later,
  type Place,
  procedureActOf,
  procedureCommand,
  refused,
  remarked,
} from './rule-breach.fixture.ts';

/** Providers of the directory that a rule keeps from being chosen, and what was registered for these stories. */
export interface Barred {
  readonly rule: string;
  readonly providerId: string;
}

/** Those whom the demo directory holds for being refused by name. */
const BARRED: readonly Barred[] = [
  { rule: 'SUP-01', providerId: 'rural-energy' },
  { rule: 'SUP-03', providerId: 'hongda' },
  { rule: 'SUP-04', providerId: 'xunjie' },
  { rule: 'SUP-13', providerId: 'kangle' },
  { rule: 'MTH-12', providerId: 'water-keeper' },
];

/** The breaches of the choice, above and below the limit, and of its notice. */
export function breachesAtAward(place: Place, registered: readonly Barred[]): readonly Breach[] {
  const { act } = place;
  if (act.command.type !== 'ActOnProcedure') return [];
  const given = act.command.data.act;
  switch (given.verb) {
    case 'ChooseWinner':
      return ofChoice(place, given);
    case 'NotifyAward':
      return [remarked('AWD-01', later(act, 20))];
    case 'SelectProvider':
      return ofSelection(place, given, [...BARRED, ...registered]);
    default:
      return [];
  }
}

function ofChoice(place: Place, given: Extract<ProcedureAct, { verb: 'ChooseWinner' }>): readonly Breach[] {
  const { act, recipe } = place;
  const { choice } = given;
  const one = (rule: string, change: Partial<WinnerChoice>): Breach =>
    refused(rule, instead(act, procedureCommand({ ...given, choice: { ...choice, ...change } })));
  if (recipe.method === 'frameworkAgreement') return [one('MTH-10', { winners: choice.winners.slice(0, 1) })];
  const checked = (rule: string, change: Partial<ProviderCheck>): Breach =>
    one(rule, { check: { ...choice.check, ...change } });
  const [, second] = procedureActOf(place, 'ReceiveBid').bids;
  return [
    ...(second ? [one('AWD-02', { winners: [second.providerId] })] : []),
    checked('SUP-02', { sixConditionsProven: false }),
    checked('SUP-03', { creditCheckedOn: null }),
    checked('SUP-05', { sharesControlWithBidder: true }),
    checked('SUP-06', { designedOrSupervised: true }),
    checked('SUP-07', { interestWithoutRecusal: true }),
  ];
}

function ofSelection(
  { act }: Place,
  given: Extract<ProcedureAct, { verb: 'SelectProvider' }>,
  barred: readonly Barred[],
): readonly Breach[] {
  const { selection } = given;
  const one = (rule: string, change: Partial<Selection>): Breach =>
    refused(rule, instead(act, procedureCommand({ ...given, selection: { ...selection, ...change } })));
  const [first, ...others] = selection.quotes;
  return [
    one('MTH-11', { quotes: selection.quotes.slice(0, 2), minutesRef: null }),
    ...barred.map(({ rule, providerId }) =>
      one(rule, { winners: [providerId], quotes: first ? [{ ...first, providerId }, ...others] : [] }),
    ),
  ];
}
