import type { Text } from '../../domain/kernel/text.ts';
import { analysePacks } from '../../rules/engine/analysis.ts';
import type { Pack } from '../../rules/engine/pack-schema.ts';
import type { PackProblem } from '../../rules/engine/read-pack.ts';
import type { Remark } from '../../rules/engine/remark.ts';
import { reachOf, WHY_WAITING } from '../../rules/packs/reach.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode } from '../stack/failure.ts';
import type { Asked } from './asked.ts';
import { readPackAt } from './pack-at.ts';

/**
 * What a policy owner should know about packs, the shipped ones or those at the paths given; exit 4 when something keeps
 * them from being published.
 */
export function lint({ json }: Asked, paths: readonly string[] = []): ExitCode {
  const readings = paths.map((path) => ({ path, reading: readPackAt(path) }));
  const refused = readings.flatMap(({ path, reading }) =>
    reading.ok ? [] : reading.problems.map((problem) => remarkOf(path, problem)),
  );
  const read = readings.flatMap(({ reading }) => (reading.ok ? [reading.pack] : []));
  const packs = paths.length === 0 ? shippedPacks : read;
  const remarks = refused.length > 0 ? refused : versionsOf(packs).flatMap((one) => analysePacks(one));
  const errors = remarks.filter(({ level }) => level === 'error').length;
  if (json) print(JSON.stringify({ packs: packs.length, errors, remarks, ...figuresOf(packs) }));
  else {
    for (const remark of remarks) tell(remark);
    summarise(packs, { errors, notes: remarks.length - errors });
  }
  return errors > 0 ? EXIT.findings : EXIT.ok;
}

const remarkOf = (path: string, { place, reason }: PackProblem): Remark => ({
  kind: 'invalid',
  level: 'error',
  rules: [],
  on: null,
  sentence: { zh: `${path}：${place}：${reason.zh}`, en: `${path}: ${place}: ${reason.en}` },
  witness: null,
});

/** Packs of one version belong together; packs that are not shipped lean on the shipped ones they do not replace. */
function versionsOf(packs: readonly Pack[]): readonly (readonly Pack[])[] {
  const versions = [...new Set(packs.map(({ version }) => version))];
  return versions.map((version) => {
    const own = packs.filter((pack) => pack.version === version);
    const ids = new Set(own.map(({ id }) => id));
    const rest = shippedPacks.filter(({ id }) => !ids.has(id)).map((pack) => ({ ...pack, version }));
    return [...own, ...rest];
  });
}

/** Rules, several versions counted once, that the flow reaches, and those that wait for a checkpoint it does not have yet. */
function figuresOf(packs: readonly Pack[]) {
  const { bound, budget, catalogue, waiting } = reachOf(packs);
  const byId = new Map(
    waiting.map(({ id, checkpoints }) => [id, { rule: id, checkpoints, why: whyOf(checkpoints) }]),
  );
  const reached = new Set([...bound, ...budget, ...catalogue].map(({ id }) => id)).size;
  return { rules: reached + byId.size, bound: reached, waiting: [...byId.values()] };
}

/** Null where nobody has written down what is missing, such as for a new pack. */
const whyOf = (checkpoints: readonly string[]): Text | null =>
  checkpoints.flatMap((name) => WHY_WAITING[name] ?? [])[0] ?? null;

function tell({ level, kind, on, sentence, witness }: Remark): void {
  print(`${level === 'error' ? '✗' : '·'} ${kind}${on ? ` ${on}` : ''}  ${inWords(sentence)}`);
  if (witness) print(`    ${inWords({ zh: '例如', en: 'such as' })} ${JSON.stringify(witness)}`);
}

function summarise(
  packs: readonly Pack[],
  { errors, notes }: { readonly errors: number; readonly notes: number },
): void {
  const { rules, bound, waiting } = figuresOf(packs);
  for (const { rule, checkpoints, why } of waiting) {
    const where = checkpoints.join('、');
    const [zh, en] = [why ? `；${why.zh}` : '', why ? `; ${why.en}` : ''];
    print(
      `… ${rule}  ${inWords({ zh: `流程中尚无此环节：${where}${zh}`, en: `no such step in the flow yet: ${where}${en}` })}`,
    );
  }
  note({
    zh: `已检查 ${packs.length} 个规则包、${rules} 条规则，其中 ${bound} 条落到流程环节、${waiting.length} 条待接入：错误 ${errors}，提示 ${notes}`,
    en: `${packs.length} packs, ${rules} rules checked, ${bound} bound to a step of the flow, ${waiting.length} waiting for one: ${errors} errors, ${notes} notes`,
  });
}
