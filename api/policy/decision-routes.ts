import type { z } from 'zod';
import { raiseAlarm } from '../../db/policy/alarms.ts';
import { findDecision } from '../../db/policy/decisions.ts';
import { findDocument } from '../../db/policy/pack-versions.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import { text } from '../../domain/kernel/text.ts';
import { alarmOf } from '../../domain/policy/alarm.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { Facts, PolicyQuestion } from '../../domain/policy/types.ts';
import { explainDecision } from '../../rules/engine/explain.ts';
import { readFacts } from '../../rules/engine/given-facts.ts';
import type { Pack } from '../../rules/engine/pack-schema.ts';
import { checkedReleases } from '../../rules/engine/policy.ts';
import { type AskedOf, whatIf } from '../../rules/engine/what-if.ts';
import { policyByHash } from '../../rules/release/packs-by-hash.ts';
import { recheckDecision } from '../../rules/release/recheck.ts';
import {
  checkBody,
  decisionParams,
  decisionSchema,
  explanationSchema,
  whatIfBody,
  whatIfSchema,
} from '../contract/policy-decision.ts';
import { answers } from '../contract/shared.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { invalidInput, notFound } from '../problem/problem-error.ts';
import { explained } from './explained.ts';
import type { PackShelf } from './in-force.ts';

const CHECK = `Asks every rule that binds the region on the day at a checkpoint, and answers with the verdict, each rule as a tree with its facts, the article, and what would pass. Nothing is recorded and no project is touched; the same body always gets the same answer.

* **Which checkpoints and facts?** \`GET /api/v1/policy/rules\` lists the rules with their checkpoints. Send \`"facts": {}\` and \`needs\` names, with type, unit and allowed words, each fact that may change the outcome; send those and ask again.
* **Money** is whole fen, **dates** are written 2026-03-31, **percent** and points have up to two decimals.
* **Read** \`refused\` first: true unless the act may go on. \`verdict.outcome\` is one of pass, warn, require-approval, needs-information, block. A fact that is not given is not known, and what depends on it never passes.
* **Errors**: 400 names each fact that no pack knows or that is of the wrong type, and a checkpoint no rule names; 404 a \`packHash\` nobody keeps.

向规则提问：任何系统给出环节、地区、日期和事实，得到结论、每条规则的判断过程、依据条文和怎样才能通过；不留记录。事实可先给空对象，从 \`needs\` 得知需要哪些。`;

/** 规则核查 as a plain decision service, 推演, and the explanation of decisions that were recorded. */
export function decisionRoutes(app: App, api: Api, shelf: PackShelf): void {
  app.post(
    '/api/v1/policy/check',
    {
      schema: {
        tags: ['policy'],
        summary: '规则核查 Ask the rules about facts of any system; nothing is recorded',
        description: CHECK,
        body: checkBody,
        response: answers({ 200: explanationSchema }),
      },
    },
    async (request) => {
      const { question, packs } = await askedIn(request.body, { api, shelf });
      const explanation = await explainDecision(question, packs);
      const refusal = refusalFrom(explanation.verdict, {});
      const about = { subject: viewerOf(request).actor.userId, checkpoint: question.checkpoint };
      const alarm = refusal && alarmOf(refusal, about);
      if (alarm) {
        await raiseAlarm(api.db, alarm);
        request.log.error({ alarm }, 'Policy alarm');
      }
      return explained(explanation);
    },
  );
  whatIfRoute(app, api, shelf);
  recordedRoute(app, api, shelf);
}

function whatIfRoute(app: App, api: Api, shelf: PackShelf): void {
  app.post(
    '/api/v1/policy/what-if',
    {
      schema: {
        tags: ['policy'],
        summary:
          '推演 One case as it is and with other facts, another day or other packs; nothing is recorded',
        body: whatIfBody,
        response: answers({ 200: whatIfSchema }),
      },
    },
    async (request) => {
      const { body } = request;
      const is =
        'case' in body
          ? await askedIn(body.case, { api, shelf })
          : await askedOnce(body.decision, { api, shelf, viewer: viewerOf(request) });
      const { facts, legalDate, packHash } = body.change;
      const packs = packHash === undefined ? is.packs : await shelf.ofHash(packHash);
      const question = {
        ...is.question,
        ...(legalDate !== undefined && { legalDate }),
        facts: changedFacts(packs, is.question.facts, facts),
      };
      const { before, after, rulesAdded, rulesGone } = await whatIf(is, { question, packs });
      return {
        before: explained(before),
        after: explained(after),
        rulesAdded: [...rulesAdded],
        rulesGone: [...rulesGone],
      };
    },
  );
}

interface Desk {
  readonly api: Api;
  readonly shelf: PackShelf;
}

/** A question as another system asks it, with the packs it is asked of. */
async function askedIn(body: z.output<typeof checkBody>, { api, shelf }: Desk): Promise<AskedOf> {
  const { checkpoint, regionCode, legalDate, sectors, begunOn, facts, packHash } = body;
  const packs = packHash === undefined ? (await shelf.inForce()).packs : await shelf.ofHash(packHash);
  requireCheckpoint(packs, checkpoint);
  const question: PolicyQuestion = {
    checkpoint,
    regionCode,
    legalDate: legalDate ?? todayOf(api), // checked to be a calendar date
    facts: factsIn(packs, facts, '/facts'),
    packVersion: null,
    ...(sectors && { sectors }),
    ...(begunOn !== undefined && { begunOn }),
  };
  return { question, packs };
}

/** A decision of a project as it was asked when it was recorded. */
async function askedOnce(
  place: { readonly projectId: string; readonly seq: number },
  { api, shelf, viewer }: Desk & { readonly viewer: Viewer },
): Promise<AskedOf> {
  const decision = await findDecision(api.db, viewer, place);
  if (!decision) throw noDecision();
  const packs = await shelf.ofHash(decision.verdict.packHash);
  return { question: { ...decision.question, packVersion: null }, packs };
}

/** A mistyped checkpoint would have no rules, and so would pass. */
function requireCheckpoint(packs: readonly Pack[], checkpoint: string): void {
  if (packs.some(({ rules }) => rules.some(({ checkpoints }) => checkpoints.includes(checkpoint)))) return;
  throw invalidInput([
    {
      in: 'body',
      pointer: '/checkpoint',
      code: 'NotAcceptable',
      message: text(
        `没有规则在环节 ${checkpoint} 核查；环节见 GET /api/v1/policy/rules`,
        `no rule is checked at ${checkpoint}; GET /api/v1/policy/rules lists the checkpoints`,
      ),
    },
  ]);
}

function changedFacts(packs: readonly Pack[], facts: Facts, given: Readonly<Record<string, unknown>>): Facts {
  const unknown = Object.keys(given).filter((name) => given[name] === null);
  const changed = factsIn(
    packs,
    Object.fromEntries(Object.entries(given).filter(([name]) => !unknown.includes(name))),
    '/change/facts',
  );
  const kept = Object.entries(facts).filter(([name]) => !unknown.includes(name));
  return { ...Object.fromEntries(kept), ...changed };
}

const noDecision = () =>
  notFound('没有这项决定记录，或您无权查看。', 'There is no such decision, or you may not see it.');

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
      if (!decision) throw noDecision();
      const packs = await shelf.ofHash(decision.verdict.packHash);
      const explanation = await explainDecision({ ...decision.question, packVersion: null }, packs);
      const difference = await recheckDecision(decision, policyOf);
      return { ...request.params, ...explained(explanation), sameBytes: difference === null };
    },
  );
}

/** Facts by the packs' own definitions; every one that cannot be taken is named. */
function factsIn(packs: readonly Pack[], given: Readonly<Record<string, unknown>>, at: string): Facts {
  const definitions = checkedReleases(packs).at(-1)?.words.facts ?? new Map<string, never>();
  const reading = readFacts(definitions, given);
  if (reading.ok) return reading.facts;
  throw invalidInput(
    reading.problems.slice(0, 50).map(({ fact, reason }) => {
      const name = fact.slice(0, 100);
      return {
        in: 'body' as const,
        pointer: `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        code: 'NotAcceptable',
        message: text(`「${name}」${reason.zh}`, `${name}: ${reason.en}`),
      };
    }),
  );
}
