import { expect, test } from 'vitest';
import type { CommandRequest } from '../../domain/project/commands.ts';
import { projectIdFor, requestHash, updateIdFor } from './request-hash.ts';

const request: CommandRequest = {
  command: { type: 'WithdrawProject', data: { reason: '请审核' } },
  actor: { userId: 'a', name: '甲', posts: [{ role: 'handler', orgId: 'o' }] },
  expectedRevision: 1,
  occurredOn: null,
};

test('the same request has the same hash, whoever changes posts meanwhile', () => {
  expect(requestHash('P1', { ...request, actor: { ...request.actor, name: '乙', posts: [] } })).toBe(
    requestHash('P1', request),
  );
});

test.each<readonly [string, string, Partial<CommandRequest>]>([
  ['project', 'P2', {}],
  ['data', 'P1', { command: { type: 'WithdrawProject', data: { reason: '请审核。' } } }],
  ['command', 'P1', { command: { type: 'CancelProject', data: { reason: '请审核' } } }],
  ['revision', 'P1', { expectedRevision: 2 }],
  ['date', 'P1', { occurredOn: '2026-01-01' }],
  ['person', 'P1', { actor: { ...request.actor, userId: 'b' } }],
])('another %s has another hash', (_what, projectId, change) => {
  expect(requestHash(projectId, { ...request, ...change })).not.toBe(requestHash('P1', request));
});

test('a project id follows from person and key, and people never share one', () => {
  expect(projectIdFor('a', 'key-00001')).toBe(projectIdFor('a', 'key-00001'));
  expect(projectIdFor('a', 'key-00001')).toMatch(/^P[0-9a-f]{20}$/);
  expect(projectIdFor('b', 'key-00001')).not.toBe(projectIdFor('a', 'key-00001'));
  expect(updateIdFor('u'.repeat(64), 'k'.repeat(128)).length).toBeLessThan(200);
});
