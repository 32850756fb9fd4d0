import { formatFen } from '../../domain/kernel/money.ts';
import type { Tally } from './clients.ts';
import type { SoakResult } from './soak.ts';

/** What was done, in words; a kind of move that never happened has not been tried. */
const MOVES: readonly (readonly [keyof Omit<Tally, 'unexpected'>, string])[] = [
  ['reserved', 'reservations (available -> reserved)'],
  ['released', 'releases (reserved -> available)'],
  ['committed', 'contracts signed (reserved -> committed)'],
  ['paid', 'payments (committed -> paid)'],
  ['transfers', 'transfers between the lines'],
];

/** Signing takes a project many steps; a short run need not come to it. */
const untried = ({ tally }: SoakResult): readonly string[] =>
  MOVES.filter(([what]) => what !== 'committed' && tally[what] === 0).map(([, title]) => title);

export const soakPassed = (result: SoakResult): boolean =>
  result.faults.length === 0 && result.tally.unexpected.length === 0 && untried(result).length === 0;

/** The figures of a run for a reader who sees them for the first time. */
export function soakLines(
  result: SoakResult,
  { seed, clients }: { readonly seed: number; readonly clients: number },
): readonly string[] {
  const { tally, after, faults, workersReplaced, preparationSeconds, seconds } = result;
  const money = (fen: number): string => formatFen(fen, 'en');
  const missing = untried(result);
  return [
    `seed ${seed}, clients ${clients}: prepared in ${preparationSeconds.toFixed(0)} s, then ${seconds.toFixed(0)} s; workers killed ${workersReplaced}`,
    ...MOVES.map(([what, title]) => `  ${tally[what]} ${title}`),
    `  ${tally.refused} reservations and ${tally.transfersRefused} transfers refused because the money was gone (BUD-02)`,
    `ledger: approved ${money(after.approvedFen)} = available ${money(after.availableFen)} + reserved ${money(after.reservedFen)} + committed ${money(after.committedFen)} + paid ${money(after.paidFen)}`,
    `  ${after.postings} postings of ${after.projects} projects, folded and compared to the fen`,
    ...[...new Set(tally.unexpected)].slice(0, 10).map((one) => `unexpected answer: ${one}`),
    ...faults.slice(0, 20).map((one) => `FAULT ${one}`),
    ...missing.map((title) => `NOT TRIED ${title}: run longer or with more clients`),
    `${soakPassed(result) ? 'PASSED' : 'FAILED'}: faults ${faults.length}, unexpected answers ${tally.unexpected.length}`,
  ];
}
