import { text } from '../../domain/kernel/text.ts';
import { type InvalidField } from './issues.ts';
import { invalidInput, type ProblemCode, ProblemError, unavailable } from './problem-error.ts';

/** Thrown by the validator of a route's schema. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly statusCode = 400;
  readonly fields: readonly InvalidField[];

  constructor(fields: readonly InvalidField[]) {
    super('The request does not match its schema');
    this.fields = fields;
  }
}

type Line = readonly [ProblemCode, string, string];

/** Fastify's own errors, by their code. */
const BY_CODE: Readonly<Record<string, Line>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'UnsupportedMediaType',
    '请以 application/json 发送。',
    'Send application/json.',
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'TooLarge',
    '请求体过大：一般不得超过 1 MB，规则包合计不得超过 8 MB。',
    'The body is too large: at most 1 MB, for all packs of a version 8 MB.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: [
    'MalformedJson',
    '请求体为空，应为 JSON。',
    'The body is empty; it must be JSON.',
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'MalformedJson',
    '请求体不是有效的 JSON，或含有不允许的键 "__proto__"。',
    'The body is not valid JSON, or has the key "__proto__", which is not allowed.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'BadRequest',
    '请求体长度与声明不符。',
    'The body is not as long as declared.',
  ],
  FST_ERR_BAD_URL: ['BadRequest', '网址无法解析。', 'The address cannot be read.'],
  FST_ERR_MAX_LIMIT_REACHED: ['BadRequest', '网址过长。', 'The address is too long.'],
};

const BY_STATUS: Readonly<Record<number, Line>> = {
  400: ['BadRequest', '请求无法处理。', 'The request cannot be handled.'],
  404: ['NotFound', '没有这个地址。', 'There is nothing at this address.'],
  408: ['RequestTimeout', '请求未在规定时间内收完。', 'The request did not arrive in time.'],
  413: ['TooLarge', '请求过大。', 'The request is too large.'],
  415: ['UnsupportedMediaType', '请以 application/json 发送。', 'Send application/json.'],
  429: ['TooManyRequests', '请求过于频繁，请稍后再试。', 'Too many requests; try again later.'],
};

// Connection failures of Node and PostgreSQL's classes 08, 53 and 57P: the database is away, not wrong.
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|08...|53[13]00|57P0[1-5])$/;
const AWAY_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

const fieldOf = (error: unknown, name: 'code' | 'statusCode'): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined; // any thrown thing

export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  const code = fieldOf(error, 'code');
  if (typeof code === 'string' && AWAY.test(code)) return true;
  return error instanceof Error && AWAY_TEXT.test(error.message);
}

const problem = ([code, zh, en]: Line): ProblemError => new ProblemError(code, { detail: text(zh, en) });

/** Any thrown thing as a problem; what nobody foresaw is an internal error whose text stays in the log. */
export function problemFrom(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof InvalidInputError) return invalidInput(error.fields);
  if (isDatabaseAway(error)) return unavailable('database');
  const known = BY_CODE[String(fieldOf(error, 'code'))] ?? BY_STATUS[Number(fieldOf(error, 'statusCode'))];
  if (known) return problem(known);
  return problem([
    'Internal',
    '系统内部出错，已记录；请把请求编号告知运维人员。',
    'Something failed inside; it is logged. Give the request id to the operator.',
  ]);
}
