import { type MutationReport, mutatePack, scoreOf } from '../../rules/engine/mutation.ts';
import { releasesOf } from '../../rules/engine/release.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { inWords, print } from '../output.ts';
import { EXIT, type ExitCode } from '../stack/failure.ts';
import type { Asked } from './asked.ts';

/** The share of deliberate faults the packs' own examples must find. */
const WANTED_PERCENT = 90;

/** Whether the examples of the shipped packs are worth something; exit 4 when they find fewer than 90 % of the faults. */
export function mutation({ json }: Asked): ExitCode {
  const reports = releasesOf(shippedPacks).flatMap((release) =>
    release.packs.map((pack) => mutatePack(pack, release)),
  );
  const killed = reports.reduce((sum, one) => sum + one.killed, 0);
  const survived = reports.reduce((sum, one) => sum + one.survivors.length, 0);
  const score = scoreOf(killed, survived);
  if (json) print(JSON.stringify({ score, wanted: WANTED_PERCENT, killed, survived, packs: reports }));
  else {
    for (const one of reports) for (const line of linesOf(one)) print(line);
    print(
      inWords({
        zh: `合计：变异得分 ${score}%（发现 ${killed}，未发现 ${survived}；要求 ${WANTED_PERCENT}%）`,
        en: `in all: mutation score ${score}% (${killed} found, ${survived} not found; ${WANTED_PERCENT}% wanted)`,
      }),
    );
  }
  // Each pack for itself as well: a large good pack must not hide a small bad one.
  return [score, ...reports.map((one) => one.score)].every((one) => one >= WANTED_PERCENT)
    ? EXIT.ok
    : EXIT.findings;
}

function linesOf({ pack, mutants, killed, equivalent, survivors, score }: MutationReport): readonly string[] {
  const such = inWords({ zh: '可由此例发现', en: 'would be found by' });
  const open = inWords({ zh: '情形过多，未能判定', en: 'too many kinds of case to decide' });
  return [
    ...survivors.map(({ rule, change, search }) => {
      const how = search.kind === 'found' ? `${such} ${JSON.stringify(search.facts)}` : open;
      return `· ${rule}  ${change}\n    ${how}`;
    }),
    inWords({
      zh: `${pack}：${mutants} 个变异，发现 ${killed}，未发现 ${survivors.length}，等价（已证明）${equivalent}，得分 ${score}%`,
      en: `${pack}: ${mutants} mutants, ${killed} found, ${survivors.length} not found, ${equivalent} proved equivalent, score ${score}%`,
    }),
  ];
}
