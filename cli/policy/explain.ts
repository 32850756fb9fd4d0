import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dateAt, isLocalDate, type LocalDate } from '../../domain/kernel/local-date.ts';
import type { Facts } from '../../domain/policy/types.ts';
import { type ExplainedCondition, type Explanation, explainDecision } from '../../rules/engine/explain.ts';
import { readFacts } from '../../rules/engine/given-facts.ts';
import { formatFact } from '../../rules/engine/render.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode, type Sentence, StackFailure } from '../stack/failure.ts';

export interface ExplainOptions {
  readonly facts: string;
  readonly on?: string;
  readonly region: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

const MAX_FILE_BYTES = 1_000_000;
const factsFile = z.record(z.string(), z.unknown());

/** One decision as a tree with its facts, and what would make it pass; exit 4 when it is refused. */
export async function explain(checkpoint: string, options: ExplainOptions): Promise<ExitCode> {
  const explanation = await explainDecision({
    checkpoint,
    facts: factsIn(options.facts),
    legalDate: dayAsked(options.on),
    regionCode: options.region,
    packVersion: null,
  });
  if (explanation.rules.length === 0) {
    throw usage({
      zh: `环节 ${checkpoint} 在该地区该日没有现行规则。`,
      en: `No rule is in force at ${checkpoint} in that region on that day.`,
    });
  }
  if (options.json) print(JSON.stringify(explanation));
  else show(explanation, options.all === true);
  return explanation.refused ? EXIT.findings : EXIT.ok;
}

const usage = (sentence: Sentence): StackFailure => new StackFailure(sentence, EXIT.usage);

function dayAsked(on: string | undefined): LocalDate {
  if (on === undefined) return dateAt(Date.now());
  if (isLocalDate(on)) return on;
  throw usage({ zh: `${on} 不是日期（YYYY-MM-DD）。`, en: `${on} is not a date (YYYY-MM-DD).` });
}

/** Facts as JSON; a date may be written as a date. A name no pack knows is a mistake and said so. */
function factsIn(file: string): Facts {
  const read = factsFile.safeParse(parsed(file));
  if (!read.success) {
    throw usage({
      zh: `${file} 应为一个 JSON 对象：事实名称与取值。`,
      en: `${file} has to be a JSON object of fact names and values.`,
    });
  }
  const definitions = shippedPacks.flatMap((pack) => pack.facts.map((fact) => [fact.name, fact] as const));
  const reading = readFacts(new Map(definitions), read.data);
  if (reading.ok) return reading.facts;
  const lines = (language: 'zh' | 'en') =>
    reading.problems.map(({ fact, reason }) => `${fact}: ${reason[language]}`).join('; ');
  throw usage({ zh: lines('zh'), en: lines('en') });
}

function parsed(file: string): unknown {
  try {
    const content = readFileSync(file, 'utf8');
    if (content.length <= MAX_FILE_BYTES) return JSON.parse(content);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usage({ zh: `读不了 ${file}：${why}`, en: `Cannot read ${file}: ${why}` });
  }
  throw usage({ zh: `${file} 过大。`, en: `${file} is too large.` });
}

const SIGN = { yes: '✓', no: '·', unknown: '?' } as const;

function show({ verdict, rules, counterfactual, definitions }: Explanation, all: boolean): void {
  const { outcome, checkpoint, legalDate, packVersion } = verdict;
  print(`${checkpoint}  ${legalDate}  ${packVersion}  ${outcome}`);
  const findings = new Map(verdict.findings.map((finding) => [finding.rule, finding]));
  const shown = rules.filter(({ rule }) => all || findings.has(rule));
  for (const { rule, title, citation, tree } of shown) {
    const finding = findings.get(rule);
    const { document, article, confidence } = citation;
    print(`\n${rule} ${inWords(title)}  ${finding?.result ?? 'passed'}`);
    print(`  ${document} ${article} [${confidence}]`);
    if (finding) print(`  ${inWords(finding.message)} ${inWords(finding.remedy)}`);
    for (const line of linesOf(tree, '  ')) print(line);
  }
  note({
    zh: `\n现行规则 ${rules.length} 条，列出 ${shown.length} 条（✓ 成立，· 不成立，? 缺信息；全部成立即触发）`,
    en: `\n${rules.length} rules in force, ${shown.length} shown (✓ holds, · does not, ? information missing)`,
  });
  if (counterfactual) showChanges(counterfactual, definitions);
}

const JOINS = {
  all: { zh: '同时满足', en: 'all of' },
  any: { zh: '满足其一', en: 'any of' },
  not: { zh: '不满足', en: 'not' },
} as const;

function linesOf({ join, holds, sentence, inner }: ExplainedCondition, indent: string): readonly string[] {
  const words = sentence ?? (join ? JOINS[join] : { zh: '', en: '' });
  return [
    `${indent}${SIGN[holds]} ${inWords(words)}`,
    ...inner.flatMap((one) => linesOf(one, `${indent}  `)),
  ];
}

function showChanges(
  counterfactual: NonNullable<Explanation['counterfactual']>,
  definitions: Explanation['definitions'],
): void {
  if (counterfactual.kind === 'none') {
    print(
      `\n${inWords({ zh: '申请人可以修改的内容都不能使其通过。', en: 'Nothing the applicant may change makes it pass.' })}`,
    );
    return;
  }
  if (counterfactual.kind === 'not-found') {
    print(
      `\n${inWords({ zh: '在搜索限度内没有找到能使其通过的修改。', en: 'No change that makes it pass was found within the limits of the search.' })}`,
    );
    return;
  }
  print(
    `\n${inWords({ zh: '最少作以下修改即可通过（已复算）：', en: 'The fewest changes that make it pass (decided again):' })}`,
  );
  for (const { fact, from, to } of counterfactual.changes) {
    const definition = definitions.find(({ name }) => name === fact);
    if (!definition) continue;
    const words = (language: 'zh' | 'en', none: string): string =>
      `${definition.label[language]}  ${from === null ? none : formatFact(definition, from, language)} → ${formatFact(definition, to, language)}`;
    print(`  ${inWords({ zh: words('zh', '未提供'), en: words('en', 'not given') })}`);
  }
}
