import { WithStartWorkflowOperation } from '@temporalio/client';
import { registerKey } from '../../db/policy/keys.ts';
import { keepDocuments } from '../../db/policy/pack-versions.ts';
import { addDays, dateAt } from '../../domain/kernel/local-date.ts';
import type { Activation } from '../../domain/policy/binding.ts';
import type { ReleaseCommand } from '../../domain/policy/release.ts';
import type { ReleaseOutcome } from '../../domain/policy/release-outcome.ts';
import { readRelease } from '../../rules/release/document.ts';
import { type KeyPair, newKeyPair, signDocument } from '../../rules/release/signing.ts';
import {
  EXECUTE,
  POLICY_RELEASE,
  type PolicyReleaseInput,
  type ReleaseExecuteInput,
  type ReleaseExecuteResult,
  releaseWorkflowIdOf,
} from '../../workflows/messages.ts';
import type { policyRelease } from '../../workflows/policy-release.ts';
import { actor } from './driver.ts';
import type { TestStack } from './stack.ts';

export const OWNER = 'mintuo-reform-reform-office';
/** A finance officer and a legal counsel, who sign. */
export const FINANCE = 'mintuo-finance-city-finance';
export const COUNSEL = 'wangxi-agriculture-legal-counsel';
export const OPERATOR = 'mintuo-support-operator';

/** Registers a new key of a person, valid from today (or as told). */
export async function keyOf(
  { db }: Pick<TestStack, 'db'>,
  userId: string,
  valid: { readonly from?: string; readonly until?: string } = {},
): Promise<KeyPair> {
  const pair = newKeyPair();
  const today = dateAt(Date.now());
  await registerKey(db, {
    keyId: pair.keyId,
    ownerId: userId,
    publicKey: pair.publicKey,
    validFrom: valid.from ?? today,
    validUntil: valid.until ?? addDays(today, 365),
    registeredBy: OPERATOR,
  });
  return pair;
}

/** Speaks to one release's workflow the way the API does, but for the HTTP around it. */
export function driveRelease(
  { client, taskQueue, db }: Pick<TestStack, 'client' | 'taskQueue' | 'db'>,
  releaseId: string,
  packs: readonly unknown[],
) {
  const reading = readRelease(packs);
  if (!reading.ok) throw new Error(`Bad packs in a test: ${JSON.stringify(reading.problems)}`);
  const { document } = reading;
  const workflowId = releaseWorkflowIdOf(releaseId);
  let count = 0;
  const execute = (userId: string, command: ReleaseCommand, updateId?: string): Promise<ReleaseOutcome> => {
    const input: ReleaseExecuteInput = { request: { command, actor: actor(userId) }, requestHash: '' };
    count += 1;
    return client.workflow
      .getHandle(workflowId)
      .executeUpdate<ReleaseExecuteResult, [ReleaseExecuteInput]>(EXECUTE, {
        updateId: updateId ?? `${releaseId}-${count}`,
        args: [input],
      });
  };
  return {
    releaseId,
    workflowId,
    document,
    execute,
    async propose(updateId = 'propose', userId = OWNER): Promise<ReleaseOutcome> {
      await keepDocuments(db, 'proposed', [document]);
      const startWorkflowOperation = new WithStartWorkflowOperation(POLICY_RELEASE, {
        workflowId,
        taskQueue,
        args: [{ releaseId }] satisfies [PolicyReleaseInput],
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      const { version, hash: packHash } = document;
      const data = { version, packHash, reason: '试验', rollbackOf: null };
      const input: ReleaseExecuteInput = {
        request: { command: { type: 'ProposeRelease', data }, actor: actor(userId) },
        requestHash: '',
      };
      return client.workflow.executeUpdateWithStart<
        typeof policyRelease,
        ReleaseExecuteResult,
        [ReleaseExecuteInput]
      >(EXECUTE, { startWorkflowOperation, updateId, args: [input] });
    },
    sign(userId: string, pair: KeyPair, signed = document.document): Promise<ReleaseOutcome> {
      const data = signDocument({ releaseId, document: signed }, pair.privateKeyPem);
      return execute(userId, { type: 'SignRelease', data });
    },
    schedule(activation: Activation): Promise<ReleaseOutcome> {
      return execute(OWNER, { type: 'ScheduleRelease', data: activation });
    },
    /** The row as it stands. */
    async row() {
      return db
        .selectFrom('policy_release')
        .selectAll()
        .where('id', '=', releaseId)
        .executeTakeFirstOrThrow();
    },
  };
}

export type ReleaseDriver = ReturnType<typeof driveRelease>;
