import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { type Problem, problemSchema } from '../../api/contract/problem.ts';

/** The problem an answer holds: of the right type, with nothing the contract does not know, and the status it says. */
export function problemIn(response: LightMyRequestResponse): Problem {
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = problemSchema.strict().parse(response.json());
  expect(problem.status).toBe(response.statusCode);
  return problem;
}
