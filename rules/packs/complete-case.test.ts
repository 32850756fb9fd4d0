import { describe, expect, it } from 'vitest';
import type { PolicyQuestion } from '../../domain/policy/types.ts';
import type { CommandType } from '../../domain/project/commands.ts';
import { isFactValue } from '../engine/lint.ts';
import { createPolicyCheck } from '../engine/policy.ts';
import { releasesOf } from '../engine/release.ts';
import { clean } from './clean.fixture.ts';
import { cleanActs } from './clean-acts.fixture.ts';
import { mediationFacts, procedureQuestion, questionFor } from './question.fixture.ts';
import { shippedPacks } from './shipped.ts';

const policy = createPolicyCheck();
const words = releasesOf(shippedPacks).at(-1)?.words.facts;
// Object.keys loses the key type of a record that is exhaustive by its type.
const commands = (Object.keys(clean) as CommandType[]).filter((type) => type !== 'ActOnProcedure');
/** Every question that a complete, clean project puts: of its commands and of the acts on its procurement. */
const questions: readonly (readonly [string, () => PolicyQuestion])[] = [
  ...commands.map((type) => [type, () => questionFor(type)] as const),
  ...Object.values(cleanActs).map((act) => [act.verb, () => procedureQuestion(act)] as const),
];

describe('the facts of a complete, clean project', () => {
  it.each(questions)('%s: every rule in force is decided and none stands in the way', async (_, ask) => {
    const verdict = await policy.check(ask());
    expect(verdict.findings).toEqual([]);
    expect(verdict.outcome).toBe('pass');
  });

  it.each(questions)('%s: every fact is defined and of its type', (_, ask) => {
    const { facts } = ask();
    const wrong = Object.entries(facts).filter(([name, value]) => {
      const definition = words?.get(name);
      return !definition || !isFactValue(definition, value);
    });
    expect(wrong).toEqual([]);
  });

  it.each(questions)('%s: with any one fact left out the outcome is never better', async (_, ask) => {
    const question = ask();
    const whole = await policy.check(question);
    for (const name of Object.keys(question.facts)) {
      const facts = Object.fromEntries(Object.entries(question.facts).filter(([one]) => one !== name));
      const verdict = await policy.check({ ...question, facts });
      expect(verdict.evaluated).toEqual(whole.evaluated);
      expect(['pass', 'needs-information']).toContain(verdict.outcome);
      if (verdict.outcome === 'pass') continue;
      // What was justified reaches the rules as a fact the policy layer derives from it.
      const asked = name === 'justified_rules' ? 'justified_non_waivable_count' : name;
      expect(verdict.findings.every((one) => one.missing.includes(asked))).toBe(true);
    }
  });

  it('checks nothing while a project is a draft', async () => {
    for (const command of ['CreateProject', 'EditDraft'] as const) {
      expect(questionFor(command).facts).toEqual({});
      expect((await policy.check(questionFor(command))).evaluated).toEqual([]);
    }
  });

  it('lets no record of another kind turn the mediation rules off', async () => {
    const verdict = await policy.check(mediationFacts());
    expect(verdict.findings.map(({ rule, result }) => [rule, result])).toEqual([
      ['SEC-J1', 'undetermined'],
      ['SEC-J2', 'undetermined'],
    ]);
  });
});
