import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { CommandRequest } from '../../domain/project/commands.ts';

const sha256 = (input: string): string => createHash('sha256').update(input).digest('hex');

/** Tells a repeated request from another one under the same key. */
export const hashOf = (request: object): string => sha256(canonicalJson(request));

export const requestHash = (projectId: string, request: CommandRequest): string =>
  hashOf({
    projectId,
    command: request.command,
    expectedRevision: request.expectedRevision,
    occurredOn: request.occurredOn,
    userId: request.actor.userId,
  });

/** The project a creation makes: the same person with the same key always means the same project. */
export const projectIdFor = (userId: string, key: string): string =>
  `P${sha256(`${userId}\n${key}`).slice(0, 20)}`;

/** The import of a file under one key. */
export const importIdFor = (userId: string, key: string): string =>
  `I${sha256(`${userId}\n${key}`).slice(0, 20)}`;

/** The same for an approval case. */
export const caseIdFor = (userId: string, key: string): string =>
  `A${sha256(`${userId}\n${key}`).slice(0, 20)}`;

/** The same for a release of the policy. */
export const releaseIdFor = (userId: string, key: string): string =>
  `R${sha256(`${userId}\n${key}`).slice(0, 20)}`;

/** The same for a provider that applies for the directory. */
export const providerIdFor = (userId: string, key: string): string =>
  `S${sha256(`${userId}\n${key}`).slice(0, 20)}`;

/** The id of a command's update: two people's keys never meet. */
export const updateIdFor = (userId: string, key: string): string => `${userId}:${key}`;
