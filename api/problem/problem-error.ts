import type { Refusal } from '../../domain/kernel/refusal.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import type { InvalidField } from './issues.ts';

/** What the reader of a stale page needs to go on. */
export interface Current {
  readonly revision: number;
  readonly state: string;
  readonly allowedActions: readonly string[];
}

interface More {
  readonly remedy?: Text;
  readonly refusal?: Refusal;
  readonly fields?: readonly InvalidField[];
  readonly current?: Current;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error with everything its problem document says, in both languages; thrown anywhere, written in one place. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly more: More & { readonly detail: Text };

  constructor(code: ProblemCode, more: More & { readonly detail: Text }) {
    super(more.detail.en);
    this.code = code;
    this.more = more;
  }

  get statusCode(): number {
    return PROBLEMS[this.code][0];
  }
}

/** Every problem that is not a refusal: its status and title. */
export const PROBLEMS = {
  InvalidInput: [400, text('输入有误', 'Invalid input')],
  BadCursor: [400, text('翻页位置无效', 'Bad cursor')],
  MalformedJson: [400, text('JSON 格式错误', 'Malformed JSON')],
  BadRequest: [400, text('请求无法处理', 'Bad request')],
  NotSignedIn: [401, text('未登录', 'Not signed in')],
  NotEntitled: [403, text('无权办理', 'Not entitled')],
  NotFound: [404, text('未找到', 'Not found')],
  MethodNotAllowed: [405, text('方法不允许', 'Method not allowed')],
  RequestTimeout: [408, text('请求超时', 'Request timed out')],
  KeyOfAnotherRequest: [409, text('幂等键已被占用', 'Key belongs to another request')],
  StaleEntry: [409, text('条目已变化', 'Entry has changed')],
  KeyRegistered: [409, text('公钥已登记', 'Key registered already')],
  TooLarge: [413, text('请求体过大', 'Body too large')],
  UnsupportedMediaType: [415, text('不支持的媒体类型', 'Unsupported media type')],
  AttachmentInUse: [409, text('附件已被引用', 'Attachment in use')],
  ImportRefused: [422, text('导入未通过', 'Import refused')],
  UnfitAttachment: [422, text('附件不符合要求', 'Unfit attachment')],
  IdempotencyKeyReused: [422, text('幂等键重复使用', 'Idempotency key reused')],
  TooManyRequests: [429, text('请求过于频繁', 'Too many requests')],
  Internal: [500, text('系统内部错误', 'Internal error')],
  CaseParked: [503, text('案件已挂起', 'Case parked')],
  Unavailable: [503, text('服务暂不可用', 'Service unavailable')],
  Overloaded: [503, text('系统繁忙', 'Overloaded')],
} as const satisfies Record<string, readonly [number, Text]>;
export type ProblemCode = keyof typeof PROBLEMS;

export const notFound = (zh: string, en: string): ProblemError =>
  new ProblemError('NotFound', { detail: text(zh, en) });

export const projectNotFound = (): ProblemError =>
  notFound('没有这个项目，或您无权查看。', 'There is no such project, or you may not see it.');

export const invalidInput = (fields: readonly InvalidField[]): ProblemError =>
  new ProblemError('InvalidInput', {
    detail: text(
      `有 ${fields.length} 处输入需要改正：${fields[0]?.message.zh ?? ''}`,
      `${fields.length} ${fields.length === 1 ? 'field needs' : 'fields need'} correction: ${fields[0]?.message.en ?? ''}`,
    ),
    fields,
  });

export const unavailable = (what: 'database' | 'temporal'): ProblemError =>
  new ProblemError('Unavailable', {
    detail:
      what === 'database'
        ? text(
            '暂时连不上数据库，请稍后用同一幂等键重试。',
            'The database cannot be reached; retry with the same key.',
          )
        : text(
            '暂时连不上流程引擎，请稍后用同一幂等键重试。',
            'The workflow engine cannot be reached; retry with the same key.',
          ),
    headers: { 'retry-after': '5' },
  });
