import type { Citation } from '../../domain/kernel/refusal.ts';
import { type ExplainedCondition, type Explanation, explainDecision } from '../../rules/engine/explain.ts';
import { formatFact } from '../../rules/engine/render.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode } from '../stack/failure.ts';
import { dayAsked, factsIn, usage } from './facts-file.ts';

export interface ExplainOptions {
  readonly facts: string;
  readonly on?: string;
  readonly region: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

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

const SIGN = { yes: '✓', no: '·', unknown: '?' } as const;

function show({ verdict, rules, counterfactual, definitions }: Explanation, all: boolean): void {
  const { outcome, checkpoint, legalDate, packVersion } = verdict;
  print(`${checkpoint}  ${legalDate}  ${packVersion}  ${outcome}`);
  const findings = new Map(verdict.findings.map((finding) => [finding.rule, finding]));
  const shown = rules.filter(({ rule }) => all || findings.has(rule));
  for (const { rule, title, citation, tree } of shown) {
    const finding = findings.get(rule);
    print(`\n${rule} ${inWords(title)}  ${finding?.result ?? 'passed'}`);
    print(`  ${citedAs(citation)}`);
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

/** 引用 with its confidence mark, and with the hash of the article's text or the word that none was at hand. */
function citedAs({ document, article, confidence, textHash }: Citation): string {
  const text = textHash
    ? inWords({ zh: `条文哈希 ${textHash}`, en: `text ${textHash}` })
    : inWords({ zh: '未附条文原文', en: 'no text of the article at hand' });
  return `${document} ${article} [${confidence}] ${text}`;
}

function linesOf(
  { join, holds, sentence, shared, inner }: ExplainedCondition,
  indent: string,
): readonly string[] {
  const words = sentence ?? (join ? JOINS[join] : { zh: '', en: '' });
  return [
    `${indent}${SIGN[holds]} ${shared ? `〔${inWords(shared)}〕` : ''}${inWords(words)}`,
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
