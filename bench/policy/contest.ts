import { ZenEngine } from '@gorules/zen-engine';
import { Engine, type RuleProperties } from 'json-rules-engine';
import { invariant } from '../../domain/kernel/invariant.ts';
import { MARK } from '../../rules/engine/closures.ts';
import type { Slice } from '../../rules/engine/compile.ts';
import type { Literal } from '../../rules/engine/literal.ts';
import { markCase } from '../../rules/engine/marker.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { traceOf } from '../../rules/engine/trace.ts';
import { type Case, decideByHand } from './by-hand.ts';
import { CASES } from './cases.ts';
import { conditions, idOf, QUESTION, releaseWith, sliceOf } from './measured-pack.ts';

/** One way of deciding all sixty rules of a case; the answer is the ids of those that fire, in order. */
export interface Contestant {
  readonly name: string;
  /** Does the work that is measured. */
  readonly run: (index: number) => unknown;
  /** The same with its answer, to see that all say the same. */
  readonly answer: (index: number) => Promise<readonly string[]> | readonly string[];
}

const IDS = conditions.map((_, index) => idOf(index));

const named = (marks: Uint8Array, yes: number): readonly string[] =>
  IDS.filter((_, index) => marks[index] === yes);

function caseAt(index: number): Case {
  const one = CASES[index % CASES.length];
  invariant(one, 'There are cases');
  return one;
}

export function contestants(): readonly Contestant[] {
  const slice = sliceOf(releaseWith(conditions));
  return [...engines(slice), ...compiled(slice), live(), ...byHand(), ...zen()];
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

function compiled({ form, marker }: Slice): readonly Contestant[] {
  const roots = form.conditions.map((_, index) => index);
  const mark = (index: number) => markCase(marker, caseAt(index));
  const trace = (index: number) => {
    mark(index);
    return roots.map((root) => traceOf(marker, root));
  };
  return [
    {
      name: 'compiled, with leaf outcomes',
      run: mark,
      answer: (index) => {
        mark(index);
        return named(marker.roots, MARK.yes);
      },
    },
    {
      name: 'compiled, with the whole trace tree',
      run: trace,
      answer: (index) => IDS.filter((_, rule) => trace(index)[rule]?.holds === 'yes'),
    },
  ];
}

function live(): Contestant {
  const policy = createPolicyCheck(releaseWith(conditions).packs);
  const run = (index: number) => policy.check({ ...QUESTION, facts: { ...caseAt(index) } });
  return {
    name: 'live decision (both, compared, findings)',
    run,
    answer: async (index) => (await run(index)).findings.map(({ rule }) => rule),
  };
}

function byHand(): readonly Contestant[] {
  const into = new Uint8Array(IDS.length);
  const decide = (index: number) => decideByHand(caseAt(index), into);
  const answer = (index: number) => {
    decide(index);
    return named(into, 1);
  };
  // The same few cases again and again show how much of the limit is a processor that knows them by heart.
  return [
    { name: 'hand-written function', run: decide, answer },
    { name: 'hand-written function, 16 cases over and over', run: (index) => decide(index % 16), answer },
  ];
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
