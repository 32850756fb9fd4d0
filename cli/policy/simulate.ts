import type { PolicyQuestion } from '../../domain/policy/types.ts';
import { type Explanation, explainDecision } from '../../rules/engine/explain.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode } from '../stack/failure.ts';
import { releaseIn } from './diff.ts';
import { dayAsked, definitionsIn, factsIn, factsSaid, usage } from './facts-file.ts';

export interface SimulateOptions {
  readonly facts: string;
  readonly set: readonly string[];
  readonly packs?: string;
  readonly on?: string;
  readonly region: string;
  readonly json?: boolean;
}

/** One case as it is and as it would be: other facts, other packs, or both; exit 4 when it would be refused. */
export async function simulate(checkpoint: string, options: SimulateOptions): Promise<ExitCode> {
  const facts = factsIn(options.facts);
  const packs = options.packs === undefined ? shippedPacks : releaseIn(options.packs).packs;
  const changes = factsSaid(definitionsIn(packs), options.set);
  const question = {
    checkpoint,
    facts,
    legalDate: dayAsked(options.on),
    regionCode: options.region,
    packVersion: null,
  } satisfies PolicyQuestion;
  const before = await explainDecision(question);
  const after = await explainDecision({ ...question, facts: { ...facts, ...changes } }, packs);
  if (before.rules.length + after.rules.length === 0)
    throw usage({ zh: `环节 ${checkpoint} 没有现行规则。`, en: `No rule is in force at ${checkpoint}.` });
  const [old, young] = [before, after].map(({ verdict }) => verdict.findings.map(({ rule }) => rule));
  const result = {
    before: { outcome: before.verdict.outcome, refused: before.refused, findings: old ?? [] },
    after: { outcome: after.verdict.outcome, refused: after.refused, findings: young ?? [] },
    rulesAdded: (young ?? []).filter((id) => !old?.includes(id)),
    rulesGone: (old ?? []).filter((id) => !young?.includes(id)),
    counterfactual: after.counterfactual,
  };
  if (options.json) print(JSON.stringify(result));
  else show(result, after);
  return after.refused ? EXIT.findings : EXIT.ok;
}

interface Result {
  readonly before: { readonly outcome: string };
  readonly after: { readonly outcome: string };
  readonly rulesAdded: readonly string[];
  readonly rulesGone: readonly string[];
}

function show({ before, after, rulesAdded, rulesGone }: Result, { verdict }: Explanation): void {
  print(`${before.outcome} → ${after.outcome}`);
  for (const { rule, message, remedy } of verdict.findings) {
    const sign = rulesAdded.includes(rule) ? '+' : ' ';
    print(`${sign} ${rule}  ${inWords(message)} ${inWords(remedy)}`);
  }
  for (const id of rulesGone) print(`- ${id}`);
  note({
    zh: '+ 新触发，- 不再触发；只作推演，未记录任何决定',
    en: '+ fires now, - no longer; a simulation, nothing was recorded',
  });
}
