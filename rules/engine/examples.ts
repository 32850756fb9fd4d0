import type { Facts, Verdict } from '../../domain/policy/types.ts';
import type { Pack, Rule } from './pack-schema.ts';
import { createPolicyCheck } from './policy.ts';

type Expected = Rule['examples'][number]['expect'];

/** An example of a rule that does not come out as the pack says. */
export interface BrokenExample {
  readonly rule: string;
  readonly expected: Expected;
  /** `not-checked` when the rule is not in force where its example stands; `engine-mismatch` when the evaluators differ. */
  readonly found: Expected | 'not-checked' | 'engine-mismatch';
  readonly facts: Facts;
}

export interface ExampleReport {
  readonly pack: string;
  readonly examples: number;
  readonly broken: readonly BrokenExample[];
}

/** Asks every example of every pack as a live decision, at each checkpoint of its rule on the rule's first day. */
export async function runExamples(packs: readonly Pack[]): Promise<readonly ExampleReport[]> {
  const policy = createPolicyCheck(packs);
  const reports: ExampleReport[] = [];
  for (const pack of packs) {
    const broken: BrokenExample[] = [];
    for (const rule of pack.rules) {
      for (const { facts, expect: expected } of rule.examples) {
        for (const checkpoint of rule.checkpoints) {
          const verdict = await policy.check({
            checkpoint,
            facts,
            legalDate: rule.effective.from,
            regionCode: pack.jurisdiction,
            packVersion: pack.version,
          });
          const found = foundFor(rule.id, verdict);
          if (found !== expected) broken.push({ rule: rule.id, expected, found, facts });
        }
      }
    }
    const examples = pack.rules.reduce((sum, rule) => sum + rule.examples.length, 0);
    reports.push({ pack: pack.id, examples, broken });
  }
  return reports;
}

function foundFor(id: string, { evaluated, findings }: Verdict): BrokenExample['found'] {
  if (!evaluated.includes(id)) return 'not-checked';
  const finding = findings.find(({ rule }) => rule === id);
  if (!finding) return 'passes';
  if (finding.result === 'fired') return 'fires';
  return finding.missing.length > 0 ? 'undetermined' : 'engine-mismatch';
}
