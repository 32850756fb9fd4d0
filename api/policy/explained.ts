import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { FactValue, Verdict } from '../../domain/policy/types.ts';
import type { Explanation } from '../../rules/engine/explain.ts';
import type { FactDefinition } from '../../rules/engine/pack-schema.ts';
import { plain } from '../contract/matching.ts';
import type { ExplanationAnswer } from '../contract/policy-decision.ts';

const toFact = ({ name, label, type, unit, values }: FactDefinition) => ({
  name,
  label,
  type,
  unit: unit ?? null,
  values: values ?? null,
});

const toValue = (value: FactValue) => (typeof value === 'object' && value !== null ? [...value] : value);

/** An explanation as its answer. */
export function explained(explanation: Explanation): ExplanationAnswer {
  const { verdict, refused, rules, counterfactual, needs, definitions } = explanation;
  const refusal = refusalFrom(verdict, {});
  const changes = counterfactual?.kind === 'found' ? counterfactual.changes : [];
  return {
    verdict: plain<Verdict>(verdict),
    refused,
    refusal,
    rules: plain(rules),
    counterfactual: counterfactual && {
      kind: counterfactual.kind,
      changes: changes.flatMap(({ fact, from, to }) => {
        const definition = definitions.find(({ name }) => name === fact);
        return definition ? [{ fact: toFact(definition), from: toValue(from), to: toValue(to) }] : [];
      }),
    },
    needs: needs.map(({ definition, rules: waiting }) => ({ fact: toFact(definition), rules: [...waiting] })),
  };
}
