import { invariant } from '../../domain/kernel/invariant.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { isInForce } from './binding.ts';
import type { Vocabulary } from './lint.ts';
import type { Condition, Leaf, OPERATORS, Parameter } from './pack-schema.ts';
import type { SharedConditions } from './shared-conditions.ts';

/** A figure of the law as it stands on one day. */
export interface ParameterInForce {
  readonly parameter: Parameter;
  readonly value: number;
  readonly confirmed: boolean;
}
export type ParametersInForce = ReadonlyMap<string, ParameterInForce>;

/** The figures of all packs on a day. */
export function parametersInForce(
  { words }: { readonly words: Pick<Vocabulary, 'parameters'> },
  on: LocalDate,
): ParametersInForce {
  return new Map(
    [...words.parameters.values()].flatMap((parameter) => {
      const current = parameter.values.find((span) => isInForce(span, on));
      return current
        ? [[parameter.name, { parameter, value: current.value, confirmed: current.confirmed }] as const]
        : [];
    }),
  );
}

/** A condition with the figures of one day in place of parameters, and shared conditions in place of their names. */
export type Literal =
  | LiteralLeaf
  | (Named & { readonly all: readonly Literal[] })
  | (Named & { readonly any: readonly Literal[] })
  | (Named & { readonly not: Literal });

interface Named {
  /** The shared condition that stands here; left out where the rule itself says it. */
  readonly name?: string;
}

export interface LiteralLeaf extends Named {
  readonly fact: string;
  readonly operator: (typeof OPERATORS)[number];
  readonly value: LiteralValue;
}
export type LiteralValue = string | number | boolean | readonly (string | number)[];

/** What conditions leave to be put in. */
export interface PutIn {
  readonly parameters: ParametersInForce;
  readonly shared: SharedConditions;
}

/** What a release puts into its conditions on a day. */
export const putInOn = (
  { words }: { readonly words: Pick<Vocabulary, 'parameters' | 'shared'> },
  on: LocalDate,
): PutIn => ({ parameters: parametersInForce({ words }, on), shared: words.shared });

export function withLiterals(condition: Condition, given: PutIn): Literal {
  if ('all' in condition) return { all: condition.all.map((one) => withLiterals(one, given)) };
  if ('any' in condition) return { any: condition.any.map((one) => withLiterals(one, given)) };
  if ('not' in condition) return { not: withLiterals(condition.not, given) };
  if ('condition' in condition) {
    const named = given.shared.get(condition.condition);
    invariant(named, `Shared condition ${condition.condition} is not defined`);
    return { ...withLiterals(named.when, given), name: named.name };
  }
  const { fact, operator } = condition;
  return { fact, operator, value: literalOf(condition, given.parameters) };
}

function literalOf({ value }: Leaf, parameters: ParametersInForce): LiteralValue {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const current = parameters.get(value.parameter);
  invariant(current, `Parameter ${value.parameter} has no value on that day`);
  return current.value;
}

/** The comparisons of a condition in the order they are written. */
export function literalLeaves(condition: Literal): readonly LiteralLeaf[] {
  const leaves: LiteralLeaf[] = [];
  gather(condition, leaves);
  return leaves;
}

function gather(condition: Literal, into: LiteralLeaf[]): void {
  if ('fact' in condition) into.push(condition);
  else if ('not' in condition) gather(condition.not, into);
  else for (const one of 'all' in condition ? condition.all : condition.any) gather(one, into);
}
