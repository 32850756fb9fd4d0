import { listVersions } from '../../db/policy/list-releases.ts';
import { findDocument } from '../../db/policy/pack-versions.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import { isInForce } from '../../rules/engine/binding.ts';
import { shippedDocuments } from '../../rules/release/shipped.ts';
import { ruleHistorySchema, ruleParams } from '../contract/policy-decision.ts';
import { documentSchema, hashParams, versionListSchema } from '../contract/policy-release.ts';
import { answers } from '../contract/shared.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { notFound } from '../problem/problem-error.ts';
import type { PackShelf } from './in-force.ts';

/** 规则版本 and 规则沿革: which packs there are, their text, and how a rule has changed through them. */
export function versionRoutes(app: App, api: Api, shelf: PackShelf): void {
  app.get(
    '/api/v1/policy/versions',
    {
      schema: {
        tags: ['policy'],
        summary: '规则版本 All kept versions of the packs and the one in force today',
        response: answers({ 200: versionListSchema }),
      },
    },
    async () => {
      const { version, packHash } = await shelf.inForce();
      return { inForce: { version, packHash }, items: await allVersions(api) };
    },
  );
  app.get(
    '/api/v1/policy/versions/:packHash',
    {
      schema: {
        tags: ['policy'],
        summary: '规则全文 The canonical text of the packs: what is hashed and signed',
        params: hashParams,
        response: answers({ 200: documentSchema }),
      },
    },
    async (request) => {
      const { packHash } = request.params;
      const shipped = shippedDocuments().find(({ hash }) => hash === packHash)?.document;
      const document = shipped ?? (await findDocument(api.db, packHash));
      if (document === null) throw notFound('没有这个哈希的规则包。', 'No packs of this hash are kept.');
      return { packHash, document };
    },
  );
  historyRoute(app, api, shelf);
}

/** Kept versions; those of the product's files among them, kept or not. */
async function allVersions(api: Api) {
  const kept = await listVersions(api.db);
  const missing = shippedDocuments().filter(({ hash }) => !kept.some(({ packHash }) => packHash === hash));
  const none = { releaseId: null, status: null, activeFrom: null, binding: null, bindsFrom: null };
  return [
    ...missing.map(({ hash, version }) => ({ packHash: hash, version, origin: 'shipped' as const, ...none })),
    ...kept,
  ];
}

function historyRoute(app: App, api: Api, shelf: PackShelf): void {
  app.get(
    '/api/v1/policy/rules/:ruleId',
    {
      schema: {
        tags: ['policy'],
        summary: '规则沿革 One rule with its wordings through all versions that decide or have decided',
        params: ruleParams,
        response: answers({ 200: ruleHistorySchema }),
      },
    },
    async (request) => {
      const { ruleId } = request.params;
      const today = todayOf(api);
      const current = await shelf.inForce();
      const versions = (await allVersions(api)).filter(
        ({ origin, status }) => origin === 'shipped' || status === 'active',
      );
      const seen = new Set<string>();
      const items = [];
      for (const { packHash, version } of versions) {
        for (const pack of await shelf.ofHash(packHash)) {
          for (const rule of pack.rules.filter(({ id }) => id === ruleId)) {
            const wording = canonicalJson([pack.id, rule]);
            if (seen.has(wording)) continue;
            seen.add(wording);
            const inForce = current.packs.some(
              (one) =>
                one.id === pack.id && one.rules.some((held) => canonicalJson([one.id, held]) === wording),
            );
            items.push({
              version,
              packHash,
              packId: pack.id,
              inForce: inForce && isInForce(rule.effective, today),
              rule: { ...rule },
            });
          }
        }
      }
      if (items.length === 0) throw notFound(`没有规则 ${ruleId}。`, `There is no rule ${ruleId}.`);
      return { ruleId, items };
    },
  );
}
