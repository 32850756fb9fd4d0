import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { text } from '../../domain/kernel/text.ts';
import { flowRefusal, staleRevision } from '../../domain/project/flow-rules.ts';
import { COMMAND_SCHEMAS } from '../contract/commands.ts';
import { problemSchema } from '../contract/problem.ts';
import { InvalidInputError, problemFrom } from './from-error.ts';
import { invalidFields } from './issues.ts';
import { languageOf } from './language.ts';
import { PROBLEMS, type ProblemCode, ProblemError } from './problem-error.ts';
import { RefusedError } from './refusals.ts';
import { problemOf } from './write.ts';

function errorsOf(schema: z.ZodType, data: unknown): readonly string[][] {
  const { error } = schema.safeParse(data);
  return invalidFields(error?.issues ?? [], data, 'body').map(({ pointer, code, message }) => [
    pointer,
    code,
    message.zh,
    message.en,
  ]);
}

describe('the language of an answer', () => {
  test.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['fr', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['en;q=0.5, zh-CN;q=0.9', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0', 'zh'],
    ['*', 'zh'],
    ['en;q=nonsense', 'en'],
  ] as const)('%s -> %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('field errors', () => {
  const { WithdrawProject, CreateProject, SetPerformanceTargets, DraftContract } = COMMAND_SCHEMAS;

  test('name the field, say what is wanted, and point to the place', () => {
    expect(errorsOf(WithdrawProject, {})).toEqual([
      ['/reason', 'Missing', '「理由」（reason）必须填写，应为文本', 'reason is required and must be a text'],
    ]);
    expect(errorsOf(WithdrawProject, { reason: '', other: 1 })).toEqual([
      ['/reason', 'Blank', '「理由」（reason）不能为空', 'reason must not be empty'],
      ['/other', 'UnknownField', '没有「other」这个字段，请去掉', 'other is not a field here; leave it out'],
    ]);
    expect(errorsOf(WithdrawProject, { reason: ' \n' })).toEqual([
      ['/reason', 'NotAcceptable', '「理由」（reason）不能只有空白', 'reason must not be blank'],
    ]);
    expect(errorsOf(WithdrawProject, { reason: null })).toEqual([
      [
        '/reason',
        'WrongType',
        '「理由」（reason）不能为空（null），应为文本',
        'reason must not be null; it must be a text',
      ],
    ]);
    expect(errorsOf(WithdrawProject, 'text')).toEqual([
      ['', 'WrongType', '请求内容类型不对，应为对象', 'The request must be an object'],
    ]);
  });

  test('say the limits of numbers, lists, choices and dates', () => {
    const said = (data: unknown): Record<string, string | undefined> =>
      Object.fromEntries(
        errorsOf(CreateProject, data).map(([pointer = '', , zh = '']): [string, string] => [pointer, zh]),
      );
    const application = {
      estimateFen: -1,
      fiscalYear: 1999,
      beneficiaryOrgIds: Array.from({ length: 51 }, () => 'a'),
      pilot: 'x',
      buyerOrgId: 'a b',
      isNewProject: 1,
    };
    expect(said({ application, lateEntry: null })).toMatchObject({
      '/application/estimateFen': '「估算金额」（estimateFen）至少为 1',
      '/application/fiscalYear': '「预算年度」（fiscalYear）至少为 2000',
      '/application/beneficiaryOrgIds': '「受益乡镇」（beneficiaryOrgIds）最多为 50 项',
      '/application/pilot': '「试点」（pilot）应为以下之一：plantProtection、peoplesMediators',
      '/application/buyerOrgId': '「购买主体」（buyerOrgId）应由字母、数字和 . _ : - 组成，最多 64 个字符',
      '/application/isNewProject': '「是否新增项目」（isNewProject）类型不对，应为是（true）或否（false）',
    });
    const milestones = [{ no: 2, deliverable: 'x', dueOn: '2026-02-30', amountFen: 1 }];
    expect(
      errorsOf(DraftContract, { contract: { milestones } }).map(([pointer, , zh]) => [pointer, zh]),
    ).toContainEqual([
      '/contract/milestones/0/dueOn',
      '「到期日」（dueOn）应是真实存在的日期，写作 2026-03-31',
    ]);
  });

  test('count the entries of a list from one, and stop at fifty', () => {
    const data = {
      selfEvaluation: { achieved: [1, 'x'], satisfactionSample: 1, explanation: null, report: 'r' },
    };
    expect(errorsOf(COMMAND_SCHEMAS.SelfEvaluate, data)).toEqual([
      [
        '/selfEvaluation/achieved/1',
        'WrongType',
        '「完成值」（achieved）第 2 项类型不对，应为数字',
        'achieved (entry 2) must be a number',
      ],
    ]);
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`field${index}`, 1]));
    expect(errorsOf(SetPerformanceTargets, { targets: null, ...many })).toHaveLength(50);
  });

  test('escape odd names in the pointer', () => {
    expect(errorsOf(WithdrawProject, { reason: 'x', 'a/b~c': 1 }).map(([pointer]) => pointer)).toEqual([
      '/a~1b~0c',
    ]);
  });
});

describe('problems', () => {
  test('a refusal says rule, article, facts and remedy in the language asked for', () => {
    const other = flowRefusal('Incoherent', {
      message: text('不一致', 'Not coherent'),
      remedy: text('改正', 'Correct it'),
    });
    const refusal = { ...staleRevision(3, 4), others: [other] };
    const error = new RefusedError(refusal, {
      revision: 4,
      state: 'draft',
      allowedActions: ['SubmitProject'],
    });
    const problem = problemOf(error, 'en', 'r1');
    expect(problemSchema.parse(problem)).toEqual(problem);
    expect(problem).toMatchObject({
      type: 'urn:goufu:problem:StaleRevision',
      title: 'Refused',
      status: 409,
      code: 'StaleRevision',
      rule: 'FLOW-03',
      citation: { article: 'FLOW-03', confidence: 'D' },
      detail: refusal.message.en,
      remedy: refusal.remedy.en,
      facts: { expectedRevision: 3, revision: 4 },
      others: [{ code: 'Incoherent', detail: 'Not coherent', remedy: 'Correct it' }],
      current: { revision: 4, state: 'draft', allowedActions: ['SubmitProject'] },
      requestId: 'r1',
    });
    expect(problemOf(error, 'zh', 'r1')).toMatchObject({ title: '不予办理', detail: refusal.message.zh });
  });

  test.each([
    ['NotEntitled', 403],
    ['SegregationOfDuties', 403],
    ['StaleRevision', 409],
    ['NotNow', 409],
    ['ProjectEnded', 409],
    ['CaseParked', 503],
    ['BudgetOverdrawn', 422],
    ['BackDated', 422],
  ] as const)('%s is %i', (code, status) => {
    const refusal = flowRefusal(code, { message: text('否', 'no'), remedy: text('改', 'change') });
    expect(new RefusedError(refusal).statusCode).toBe(status);
  });

  test('every problem has its status and both titles', () => {
    for (const [code, [status, title]] of Object.entries(PROBLEMS)) {
      const problem = problemOf(
        new ProblemError(code as ProblemCode, { detail: text('详', 'detail') }),
        'zh',
        'r',
      );
      expect(problem).toMatchObject({ status, title: title.zh, code });
    }
  });

  test.each([
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 503, 'Unavailable'],
    [new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]), 503, 'Unavailable'],
    [Object.assign(new Error('x'), { code: '57P01' }), 503, 'Unavailable'],
    [new Error('Connection terminated unexpectedly'), 503, 'Unavailable'],
    [Object.assign(new Error('x'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE' }), 413, 'TooLarge'],
    [Object.assign(new Error('x'), { statusCode: 429 }), 429, 'TooManyRequests'],
    [new InvalidInputError([]), 400, 'InvalidInput'],
    [Object.assign(new Error('x'), { code: '23505' }), 500, 'Internal'],
    [new Error('secret detail'), 500, 'Internal'],
    ['a string', 500, 'Internal'],
    [null, 500, 'Internal'],
  ] as const)('anything thrown becomes a problem (%#)', (thrown, status, code) => {
    const problem = problemFrom(thrown);
    expect([problem.statusCode, problem.code]).toEqual([status, code]);
    expect(JSON.stringify(problemOf(problem, 'en', 'r'))).not.toContain('secret');
  });
});
