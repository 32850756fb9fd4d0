import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import type { Language } from '../../domain/kernel/text.ts';
import type { Problem } from '../contract/problem.ts';
import { languageOf } from './language.ts';
import { PROBLEMS, type ProblemError } from './problem-error.ts';

const citedOf = ({ code, rule, citation, facts }: Refusal) => ({ code, rule, citation, facts });

const otherOf = (refusal: Refusal, language: Language) => ({
  ...citedOf(refusal),
  detail: refusal.message[language],
  remedy: refusal.remedy[language],
});

/** The problem document of an error, in one language. */
export function problemOf(error: ProblemError, language: Language, requestId: string): Problem {
  const { detail, remedy, refusal, fields, current } = error.more;
  const code = refusal?.code ?? error.code;
  return {
    type: `urn:goufu:problem:${code}`,
    title: refusal ? REFUSED[language] : PROBLEMS[error.code][1][language],
    status: error.statusCode,
    detail: detail[language],
    code,
    ...(refusal && { ...citedOf(refusal), remedy: refusal.remedy[language] }),
    ...(refusal?.others && { others: refusal.others.map((other) => otherOf(other, language)) }),
    ...(remedy && { remedy: remedy[language] }),
    ...(fields && {
      errors: fields.map((field) => ({ ...field, message: field.message[language] })),
    }),
    ...(current && { current: { ...current, allowedActions: [...current.allowedActions] } }),
    requestId,
  };
}

const REFUSED = { zh: '不予办理', en: 'Refused' } as const;

/** Answers with a problem document. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: ProblemError): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  return reply
    .status(error.statusCode)
    .headers({
      ...error.more.headers,
      'x-request-id': request.id,
      'content-language': language === 'zh' ? 'zh-CN' : 'en',
      vary: 'accept-language',
    })
    .type('application/problem+json; charset=utf-8')
    .serializer((payload) => JSON.stringify(payload))
    .send(problemOf(error, language, request.id));
}
