import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import type { FieldError } from '../contract/problem.ts';
import { InvalidInputError } from '../problem/from-error.ts';
import { invalidFields } from '../problem/issues.ts';

const PARTS: Readonly<Record<string, FieldError['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

/** Checks one part of a request against its zod schema; what is wrong is said field by field. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = PARTS[httpPart ?? 'body'] ?? 'body';
  return (data: unknown) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    return { error: new InvalidInputError(invalidFields(result.error.issues, data, part)) };
  };
};
