import { text } from '../../domain/kernel/text.ts';
import { type Dated, overlapInTime } from './analysis-time.ts';
import { undecided } from './analysis-undecided.ts';
import { type Definitions, findCase } from './cases.ts';
import type { Remark } from './remark.ts';

/** Whether an exemption lifts anything of its rule, and whether it leaves anything of it. */
export function remarksOnExemption(
  one: Dated,
  dated: readonly Dated[],
  definitions: Definitions,
): readonly Remark[] {
  const { override } = one.rule;
  if (override?.kind !== 'exempts') return [];
  const targets = dated.filter((other) => other.rule.id === override.rule && overlapInTime(one, other));
  return targets.flatMap((target) => {
    const lifted = findCase({ holds: [target.when, one.when], fails: [] }, definitions);
    const left = findCase({ holds: [target.when], fails: [one.when] }, definitions);
    const about = { rules: [one.rule.id, override.rule], on: one.on > target.on ? one.on : target.on };
    return [
      ...undecided(about, [lifted, left]),
      ...(lifted.kind === 'none'
        ? [
            {
              ...about,
              kind: 'idle' as const,
              level: 'error' as const,
              witness: null,
              sentence: liftsNothing(about.rules, lifted.tried),
            },
          ]
        : []),
      ...(left.kind === 'none' && lifted.kind === 'found'
        ? [
            {
              ...about,
              kind: 'repeal' as const,
              level: 'note' as const,
              witness: lifted.facts,
              sentence: liftsAll(about.rules),
            },
          ]
        : []),
    ];
  });
}

const liftsNothing = ([own, target]: readonly string[], tried: number) =>
  text(
    `${own} 从不豁免 ${target}：已排除全部情形（查验 ${tried} 步）。`,
    `${own} never lifts ${target}: every kind of case was ruled out, in ${tried} steps.`,
  );

const liftsAll = ([own, target]: readonly string[]) =>
  text(
    `${own} 豁免了 ${target} 的全部情形，实为废止。`,
    `${own} lifts ${target} in every case, which repeals it.`,
  );
