import type { OpenState } from '../../domain/project/states.ts';
import { catalogueLine } from './catalogue.ts';
import type { ProjectRecipe } from './life/recipe.ts';
import { publicOrgs } from './places.ts';
import { providerFor } from './providers.ts';

/** Items a small purchase is made of; all of them stand in both versions of the catalogue. */
const ITEMS = [
  'A0402-T1',
  'A0402-T2',
  'A0608-T1',
  'A0802-T1',
  'A1003-T1',
  'A1004-T1',
  'A1101-T1',
  'A1204-T1',
  'A1206',
  'A1210-T1',
  'A1502',
  'B0101',
  'B0702',
  'B1002',
] as const;

type Goal = readonly [
  until: OpenState | 'archived',
  end: ProjectRecipe['end'] | null,
  workingDaysAgo: number,
];

/** Where seeded projects stand, and the most working days since they got there; some of them are overdue. */
const GOALS: readonly Goal[] = [
  ['draft', null, 14],
  ['catalogueChecked', null, 8],
  ['demandReviewed', null, 14],
  ['exAnteEvaluated', null, 14],
  ['budgetReviewing', null, 6],
  ['budgetApproved', null, 20],
  ['requirementReviewing', null, 8],
  ['requirementApproved', null, 8],
  ['internalSelection', null, 20],
  ['awarded', null, 14],
  ['contracting', null, 8],
  ['contractApproved', null, 14],
  ['delivering', null, 60],
  ['accepting', null, 10],
  ['settling', null, 8],
  ['evaluating', null, 45],
  ['published', null, 25],
  ['archived', null, 120],
  ['archived', null, 200],
  ['catalogueChecked', 'rejected', 60],
  ['budgetReviewing', 'withdrawn', 60],
  ['awarded', 'cancelled', 60],
];

/** 伪随机 mulberry32: the same numbers for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const BUYERS = publicOrgs.filter(({ buys }) => buys);

function choose<T>(roll: (sides: number) => number, from: readonly T[]): T {
  const chosen = from[roll(from.length)];
  if (chosen === undefined) throw new Error('Nothing to choose from');
  return chosen;
}

/** So many small below-limit projects, the same for the same seed; entered late, in all states. */
export function seedProjects(seed: number, count: number): readonly ProjectRecipe[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, index): ProjectRecipe => {
    const buyer = choose(roll, BUYERS);
    const itemCode = choose(roll, ITEMS);
    const [until, end, daysAgo] = choose(roll, GOALS);
    // An end comes two working days after its state was reached.
    const workingDaysAgo = (end === null ? 0 : 3) + roll(daysAgo);
    return {
      key: `seed-${seed}-${index}`,
      name: `${buyer.name.replace(/人民政府$|办事处$/, '')}{year}年${catalogueLine(itemCode).name}（${index + 1}号）`,
      itemCode,
      buyer: buyer.id,
      amountYuan: 10_000 + roll(380) * 100,
      termMonths: 3 + roll(6),
      method: 'internalSelection',
      provider: providerFor(itemCode),
      milestones: 1 + roll(2),
      fund: buyer.kind === 'countyDepartment' ? 'own' : 'general',
      quality: choose(roll, ['excellent', 'excellent', 'good', 'good', 'fair'] as const),
      timing: { kind: 'lastAct', workingDaysAgo },
      until,
      busy: roll(2) === 0,
      // Many of a kind add up; the reason that MTH-04 asks for then.
      justifications: {
        'MTH-04': '各片区需求和履约时段不同，分片实施，汇总后仍按内部控制制度集体研究确定。',
      },
      ...(end && { end }),
    };
  });
}
