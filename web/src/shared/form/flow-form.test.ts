import { expect, test } from 'vitest';
import { formOf, inOrder } from './flow-form.ts';

const schema = {
  type: 'object' as const,
  properties: {
    kind: { type: 'string' as const, title: '种类', maxLength: 20, enum: ['transfer', 'adjustment'] },
    note: { type: 'string' as const, title: '备注', maxLength: 500 },
    reason: { type: 'string' as const, title: '理由', minLength: 1, maxLength: 500 },
    fromLineId: { type: 'string' as const, title: '调出', maxLength: 64 },
    amountFen: { type: 'integer' as const, title: '金额', minimum: 1, maximum: 100 },
  },
  required: ['amountFen', 'fromLineId', 'reason', 'kind'],
  additionalProperties: false as const,
};

test('what a form asks for stands first, in the order in which it asks', () => {
  expect(Object.keys(inOrder(schema).properties)).toEqual([
    'amountFen',
    'fromLineId',
    'reason',
    'kind',
    'note',
  ]);
});

test('a text that is asked for and may be empty is sent empty; nothing else is made up', () => {
  expect(formOf(schema, { amountFen: 5, reason: '调剂', note: null })).toEqual({
    amountFen: 5,
    fromLineId: '',
    reason: '调剂',
  });
  expect(formOf(schema, undefined)).toEqual({ fromLineId: '' });
});
