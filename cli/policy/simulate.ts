import type { PolicyQuestion } from '../../domain/policy/types.ts';
import type { Explanation } from '../../rules/engine/explain.ts';
import { whatIf } from '../../rules/engine/what-if.ts';
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
  const changed = { ...question, facts: { ...facts, ...changes } };
  const { before, after, rulesAdded, rulesGone } = await whatIf(
    { question, packs: shippedPacks },
    { question: changed, packs },
  );
  if (before.rules.length + after.rules.length === 0)
    throw usage({ zh: `环节 ${checkpoint} 没有现行规则。`, en: `No rule is in force at ${checkpoint}.` });
  const sideOf = ({ verdict, refused }: Explanation) => ({
    outcome: verdict.outcome,
    refused,
    findings: verdict.findings.map(({ rule }) => rule),
  });
  const result = {
    before: sideOf(before),
    after: sideOf(after),
    rulesAdded,
    rulesGone,
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
