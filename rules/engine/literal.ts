import { invariant } from '../../domain/kernel/invariant.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { isInForce } from './binding.ts';
import type { Vocabulary } from './lint.ts';
import type { Condition, Leaf, OPERATORS, Parameter } from './pack-schema.ts';

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

/** A condition with the figures of one day in place of parameters. */
export type Literal =
  | LiteralLeaf
  | { readonly all: readonly Literal[] }
  | { readonly any: readonly Literal[] }
  | { readonly not: Literal };

export interface LiteralLeaf {
  readonly fact: string;
  readonly operator: (typeof OPERATORS)[number];
  readonly value: LiteralValue;
}
export type LiteralValue = string | number | boolean | readonly (string | number)[];

export function withLiterals(condition: Condition, parameters: ParametersInForce): Literal {
  if ('all' in condition) return { all: condition.all.map((one) => withLiterals(one, parameters)) };
  if ('any' in condition) return { any: condition.any.map((one) => withLiterals(one, parameters)) };
  if ('not' in condition) return { not: withLiterals(condition.not, parameters) };
  return { fact: condition.fact, operator: condition.operator, value: literalOf(condition, parameters) };
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
