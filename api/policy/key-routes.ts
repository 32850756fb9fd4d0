import { listKeys, registerKey, revokeKey } from '../../db/policy/keys.ts';
import { findViewer } from '../../db/queries/viewer.ts';
import { text } from '../../domain/kernel/text.ts';
import { POLICY_SIGNERS } from '../../domain/policy/release.ts';
import { keyIdOf, readPublicKey } from '../../rules/release/signing.ts';
import { keyBody, keyIdSchema, keyListSchema, keyParams, revokeBody } from '../contract/policy-release.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { requireRole } from '../plugins/require-role.ts';
import { viewerOf } from '../plugins/session.ts';
import { invalidInput, notFound, ProblemError } from '../problem/problem-error.ts';

/** 签署密钥: public keys of those who may sign, registered and revoked by operators. */
export function keyRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/policy/keys',
    {
      schema: {
        tags: ['policy'],
        summary: '签署密钥 Registered keys, revoked ones among them',
        response: answers({ 200: keyListSchema }),
      },
    },
    async () => ({
      items: (await listKeys(api.db)).map((row) => ({
        keyId: row.id,
        ownerId: row.owner_id,
        ownerName: row.owner_name,
        publicKey: row.public_key,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        revokedAt: row.revoked_at,
        revokeReason: row.revoke_reason,
      })),
    }),
  );
  registerRoute(app, api);
  app.post(
    '/api/v1/policy/keys/:keyId/revoke',
    {
      schema: {
        tags: ['policy'],
        summary: '吊销签署密钥 Revoke a key; what it has signed before stays signed (operator, or its owner)',
        params: keyParams,
        body: revokeBody,
        response: answers({ 200: keyIdSchema }),
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const { userId } = viewer.actor;
      const { keyId } = request.params;
      const key = (await listKeys(api.db)).find(({ id }) => id === keyId);
      // Whoever loses a key must be able to say so at once.
      if (key?.owner_id !== userId) requireRole(viewer, ['operator']);
      if (await revokeKey(api.db, keyId, { userId, reason: request.body.reason })) return { keyId };
      throw notFound('没有这把有效的密钥。', 'There is no such key that still stands.');
    },
  );
}

function registerRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/policy/keys',
    {
      schema: {
        tags: ['policy'],
        summary: '登记签署密钥 Register the public half of a person’s Ed25519 key (operator)',
        body: keyBody,
        response: answers({ 201: keyIdSchema }),
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      requireRole(viewer, ['operator']);
      const { ownerId, validFrom, validUntil } = request.body;
      const publicKey = readPublicKey(request.body.publicKey);
      if (publicKey === null)
        throw wrong(
          'publicKey',
          '应为 SPKI 格式（Base64）的 Ed25519 公钥',
          'must be an Ed25519 public key, SPKI in base64',
        );
      if (validUntil !== null && validUntil <= validFrom)
        throw wrong('validUntil', '应晚于有效期起', 'must be later than validFrom');
      const owner = await findViewer(api.db, ownerId);
      if (!owner?.actor.posts.some(({ role }) => POLICY_SIGNERS.includes(role))) {
        throw wrong('ownerId', '应为担任签署岗位的人员', 'must be a person with a post that signs releases');
      }
      const keyId = keyIdOf(publicKey);
      const key = { keyId, ownerId, publicKey, validFrom, validUntil, registeredBy: viewer.actor.userId };
      if (await registerKey(api.db, key)) return reply.status(201).send({ keyId });
      throw new ProblemError('KeyRegistered', {
        detail: text('这把公钥已登记过。', 'This public key is registered already.'),
      });
    },
  );
}

const wrong = (field: string, zh: string, en: string) =>
  invalidInput([
    {
      in: 'body',
      pointer: `/${field}`,
      code: 'NotAcceptable',
      message: text(`「${field}」${zh}`, `${field} ${en}`),
    },
  ]);
