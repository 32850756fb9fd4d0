import { raiseAlarm } from '../../db/policy/alarms.ts';
import { findDecision } from '../../db/policy/decisions.ts';
import { findDocument } from '../../db/policy/pack-versions.ts';
import { text } from '../../domain/kernel/text.ts';
import { alarmOf } from '../../domain/policy/alarm.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { Facts } from '../../domain/policy/types.ts';
import { explainDecision } from '../../rules/engine/explain.ts';
import { readFacts } from '../../rules/engine/given-facts.ts';
import type { Pack } from '../../rules/engine/pack-schema.ts';
import { checkedReleases } from '../../rules/engine/policy.ts';
import { policyByHash } from '../../rules/release/packs-by-hash.ts';
import { recheckDecision } from '../../rules/release/recheck.ts';
import { checkBody, decisionParams, decisionSchema, explanationSchema } from '../contract/policy-decision.ts';
import { answers } from '../contract/shared.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { invalidInput, notFound } from '../problem/problem-error.ts';
import { explained } from './explained.ts';
import type { PackShelf } from './in-force.ts';

/** 规则核查 as a plain decision service, and the explanation of decisions that were recorded. */
export function decisionRoutes(app: App, api: Api, shelf: PackShelf): void {
  app.post(
    '/api/v1/policy/check',
    {
      schema: {
        tags: ['policy'],
        summary: '规则核查 Ask the rules about facts of any system; nothing is recorded',
        body: checkBody,
        response: answers({ 200: explanationSchema }),
      },
    },
    async (request) => {
      const { checkpoint, regionCode, legalDate, facts, packHash } = request.body;
      const packs = packHash === undefined ? (await shelf.inForce()).packs : await shelf.ofHash(packHash);
      const explanation = await explainDecision(
        {
          checkpoint,
          regionCode,
          legalDate: legalDate ?? todayOf(api), // checked to be a calendar date
          facts: factsIn(packs, facts),
          packVersion: null,
        },
        packs,
      );
      const refusal = refusalFrom(explanation.verdict, {});
      const alarm = refusal && alarmOf(refusal, { subject: viewerOf(request).actor.userId, checkpoint });
      if (alarm) {
        await raiseAlarm(api.db, alarm);
        request.log.error({ alarm }, 'Policy alarm');
      }
      return explained(explanation);
    },
  );
  recordedRoute(app, api, shelf);
}

function recordedRoute(app: App, api: Api, shelf: PackShelf): void {
  const policyOf = policyByHash((hash) => findDocument(api.db, hash));
  app.get(
    '/api/v1/policy/decisions/:projectId/:seq',
    {
      schema: {
        tags: ['policy'],
        summary:
          '决定解释 A recorded decision explained by the packs it was made with, and asked again of them',
        params: decisionParams,
        response: answers({ 200: decisionSchema }),
      },
    },
    async (request) => {
      const decision = await findDecision(api.db, viewerOf(request), request.params);
      if (!decision)
        throw notFound(
          '没有这项决定记录，或您无权查看。',
          'There is no such decision, or you may not see it.',
        );
      const packs = await shelf.ofHash(decision.verdict.packHash);
      const explanation = await explainDecision({ ...decision.question, packVersion: null }, packs);
      const difference = await recheckDecision(decision, policyOf);
      return { ...request.params, ...explained(explanation), sameBytes: difference === null };
    },
  );
}

/** Facts by the packs' own definitions; every one that cannot be taken is named. */
function factsIn(packs: readonly Pack[], given: Readonly<Record<string, unknown>>): Facts {
  const definitions = checkedReleases(packs).at(-1)?.words.facts ?? new Map<string, never>();
  const reading = readFacts(definitions, given);
  if (reading.ok) return reading.facts;
  throw invalidInput(
    reading.problems.slice(0, 50).map(({ fact, reason }) => {
      const name = fact.slice(0, 100);
      return {
        in: 'body' as const,
        pointer: `/facts/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        code: 'NotAcceptable',
        message: text(`「${name}」${reason.zh}`, `${name}: ${reason.en}`),
      };
    }),
  );
}
