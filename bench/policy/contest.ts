import { readFileSync } from 'node:fs';
import { ZenEngine } from '@gorules/zen-engine';
import { Engine, type RuleProperties } from 'json-rules-engine';
import { invariant } from '../../domain/kernel/invariant.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { blankMarks, decideAll, MARK, markAll, rowOf } from '../../rules/engine/closures.ts';
import { compileSlice, type Slice } from '../../rules/engine/compile.ts';
import type { Literal } from '../../rules/engine/literal.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { loadPack } from '../../rules/engine/read-pack.ts';
import { releasesOf } from '../../rules/engine/release.ts';
import { type Case, decideByHand } from './by-hand.ts';
import { CASES, FACTS } from './cases.ts';

/** One way of deciding all sixty rules of a case; the answer is the ids of those that fire, in order. */
export interface Contestant {
  readonly name: string;
  /** Does the work that is measured. */
  readonly run: (index: number) => unknown;
  /** The same with its answer, to see that all say the same. */
  readonly answer: (index: number) => Promise<readonly string[]> | readonly string[];
}

const QUESTION = {
  checkpoint: 'IssueProcurement',
  legalDate: localDate('2026-01-05'),
  regionCode: '510181',
  packVersion: null,
};

// Written by this repository, and loadPack checks every condition again.
const conditions = JSON.parse(
  readFileSync(new URL('./conditions.json', import.meta.url), 'utf8'),
) as readonly Literal[];
const idOf = (index: number): string => `BEN-${String(index + 1).padStart(2, '0')}`;
const IDS = conditions.map((_, index) => idOf(index));
const words = { zh: '测', en: 'measured' };

const pack = loadPack({
  id: 'bench',
  version: '2026.1',
  layer: 'national',
  jurisdiction: '',
  title: words,
  facts: FACTS.map((fact) => ({ ...fact, label: words })),
  parameters: [],
  rules: conditions.map((when, index) => ({
    id: idOf(index),
    stage: 'contracting',
    checkpoints: [QUESTION.checkpoint],
    severity: 'block',
    waivable: false,
    title: words,
    citation: { document: '测试规定', article: '第一条', confidence: 'D' },
    effective: { from: '2020-01-01', to: null, confidence: 'D' },
    when,
    message: words,
    remedy: words,
    examples: [
      { expect: 'fires', facts: {} },
      { expect: 'passes', facts: {} },
    ],
  })),
});

function caseAt(index: number): Case {
  const one = CASES[index % CASES.length];
  invariant(one, 'There are cases');
  return one;
}

export function contestants(): readonly Contestant[] {
  const [release] = releasesOf([pack]);
  invariant(release, 'The pack makes a release');
  const { checkpoint, regionCode, legalDate: on } = QUESTION;
  const slice = compileSlice(release, { checkpoint, regionCode, on });
  return [...engines(slice), ...compiled(slice), live(), byHand(), ...zen()];
}

function engines(slice: Slice): readonly Contestant[] {
  const rules: RuleProperties[] = slice.rules.map(({ engineRule }) => engineRule);
  const reused = new Engine(rules);
  const idsFrom = async (engine: Engine, index: number): Promise<readonly string[]> =>
    (await engine.run({ ...caseAt(index) })).results.map(({ name }) => name).sort();
  return [
    {
      name: 'json-rules-engine, new each time',
      run: (index) => new Engine(rules).run({ ...caseAt(index) }),
      answer: (index) => idsFrom(new Engine(rules), index),
    },
    {
      name: 'json-rules-engine, reused',
      run: (index) => reused.run({ ...caseAt(index) }),
      answer: (index) => idsFrom(reused, index),
    },
  ];
}

const named = (marks: Uint8Array, yes: number): readonly string[] =>
  IDS.filter((_, index) => marks[index] === yes);

function compiled({ form }: Slice): readonly Contestant[] {
  const known = CASES.map((one) => new Map(Object.entries(one)));
  const row = (index: number) => rowOf(form, known[index % known.length] ?? new Map());
  const short = new Uint8Array(IDS.length);
  const marks = blankMarks(form);
  const decide = (index: number) => decideAll(form, row(index), short);
  const mark = (index: number) => markAll(form, row(index), marks);
  return [
    {
      name: 'compiled, outcome only',
      run: decide,
      answer: (index) => {
        decide(index);
        return named(short, MARK.yes);
      },
    },
    {
      name: 'compiled, with leaf outcomes',
      run: mark,
      answer: (index) => {
        mark(index);
        return named(marks.roots, MARK.yes);
      },
    },
  ];
}

function live(): Contestant {
  const policy = createPolicyCheck([pack]);
  const run = (index: number) => policy.check({ ...QUESTION, facts: { ...caseAt(index) } });
  return {
    name: 'live decision (both, compared, findings)',
    run,
    answer: async (index) => (await run(index)).findings.map(({ rule }) => rule),
  };
}

function byHand(): Contestant {
  const into = new Uint8Array(IDS.length);
  const run = (index: number) => decideByHand(caseAt(index), into);
  return {
    name: 'hand-written function',
    run,
    answer: (index) => {
      run(index);
      return named(into, 1);
    },
  };
}

function zen(): readonly Contestant[] {
  const expressions = conditions.map((when, index) => ({
    id: idOf(index),
    key: `r${index}`,
    value: spelled(when),
  }));
  const at = { x: 0, y: 0 };
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: at },
      { id: 'rules', name: 'rules', type: 'expressionNode', position: at, content: { expressions } },
      { id: 'out', name: 'out', type: 'outputNode', position: at },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  });
  return [false, true].map((trace) => {
    const run = (index: number) => decision.evaluate(caseAt(index), { trace });
    return {
      name: `zen-engine, ${trace ? 'with' : 'without'} trace`,
      run,
      answer: async (index: number) => {
        const { result } = (await run(index)) as { readonly result: Readonly<Record<string, unknown>> };
        return IDS.filter((_, rule) => result[`r${rule}`] === true);
      },
    };
  });
}

const SIGNS: Readonly<Record<string, string>> = {
  equal: '==',
  notEqual: '!=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
  in: 'in',
  notIn: 'not in',
};

/** A condition in the language of zen-engine. */
function spelled(condition: Literal): string {
  if ('all' in condition) return `(${condition.all.map(spelled).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map(spelled).join(' or ')})`;
  if ('not' in condition) return `not (${spelled(condition.not)})`;
  return `${condition.fact} ${SIGNS[condition.operator]} ${JSON.stringify(condition.value)}`;
}
