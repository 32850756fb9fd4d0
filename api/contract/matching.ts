import { z } from 'zod';

type Primitive = string | number | boolean | null;

/** A domain type as JSON carries it: without brands' and readonly's marks. */
export type Plain<T> = T extends Primitive
  ? T
  : T extends readonly (infer Element)[]
    ? Plain<Element>[]
    : { -readonly [K in keyof T]: Plain<T[K]> };

/**
 * Compiles only while the schema and the domain type accept the same values, in both directions: a field that one side
 * gains, loses or widens is an error here and not at run time.
 */
export const matching =
  <Domain>() =>
  <S extends z.ZodType<Plain<Domain>>>(
    schema: S & ([Plain<Domain>] extends [z.output<S>] ? unknown : never),
  ): S =>
    schema;

/** A domain value for an answer: the same value, whose readonly lists the wire's types do not know. */
export const plain = <T>(value: T): Plain<T> => value as Plain<T>; // JSON carries no readonly marks

/**
 * The same shape for answers: without limits, because what an earlier version has accepted must stay readable, and
 * without refusing fields, because an answer says what it says. The type stays the same.
 */
export function asAnswer<S extends z.ZodType>(schema: S): z.ZodType<z.output<S>> {
  // The walk below changes checks only, never the shape; TypeScript cannot follow it.
  return relaxed(schema) as z.ZodType<z.output<S>>;
}

function relaxed(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries<z.ZodType>(schema.shape);
    return z.object(Object.fromEntries(shape.map(([name, field]) => [name, relaxed(field)])));
  }
  if (schema instanceof z.ZodArray) return z.array(relaxed(schema.element as z.ZodType)); // zod's core type
  if (schema instanceof z.ZodNullable) return z.nullable(relaxed(schema.unwrap() as z.ZodType)); // zod's core type
  if (schema instanceof z.ZodOptional) return z.optional(relaxed(schema.unwrap() as z.ZodType)); // zod's core type
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodString) {
    return z.record(z.string(), relaxed(schema.valueType as z.ZodType)); // zod's core type
  }
  if (schema instanceof z.ZodUnion) return z.union((schema.options as z.ZodType[]).map(relaxed)); // zod's core type
  if (schema instanceof z.ZodNumber) return z.number();
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return z.string();
  return schema;
}
