import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandPath } from '../../api/contract/commands.ts';
import type { CommandResult } from '../../api/contract/project.ts';
import type { App } from '../../api/deps.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import type { ContractDraft } from '../../domain/contracting/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import type { Citation } from '../../domain/kernel/refusal.ts';
import { startTestApp } from '../support/app.ts';
import { callerOf } from '../support/http.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { type Barred, breachesAtAward } from './breaches-at-award.fixture.ts';
import { breachesBeforeAward } from './breaches-before-award.fixture.ts';
import { breachesUnderContract } from './breaches-under-contract.fixture.ts';
import { type Breach, type Deed, type Place, placeName } from './rule-breach.fixture.ts';
import { ASKED, SECTIONS } from './rule-sections.fixture.ts';
import { WALKS, type Walk } from './rule-walks.fixture.ts';

let stack: TestStack;
let app: App;
let barred: readonly Barred[];
/** Every rule that was quoted, with the article that was quoted for it. */
const quoted = new Map<string, Citation>();

beforeAll(async () => {
  stack = await startTestStack({ today: localDate('2026-10-30'), budgetFactor: 100 });
  app = await startTestApp(stack);
  barred = [
    { rule: 'SUP-08', providerId: await registered('villageCommittee') },
    { rule: 'SUP-09', providerId: await registered('ruralCollective') },
  ];
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

/** A body that asks to be listed and has no certificate. */
async function registered(kind: 'villageCommittee' | 'ruralCollective'): Promise<string> {
  const desk = await callerOf(app, 'yunba-finance-county-procurement');
  const body = {
    ...{ name: `演示未登记${kind}`, kind, sizeClass: null, socialOrganisation: false },
    ...{ certificateNo: null, registeredIn: '519901' },
  };
  const answer = await desk({ method: 'POST', url: '/api/v1/providers', body, key: `registered-${kind}` });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ providerId: string }>().providerId;
}

type Stands = CommandResult | null;

/** Sends one deed as its person; without a key it is rehearsed only. */
async function send({ as, command, occurredOn }: Deed, stands: Stands, key?: string) {
  const call = await callerOf(app, as);
  if (stands === null) {
    const body = { ...command.data, occurredOn };
    return call({ method: 'POST', url: '/api/v1/projects', body, key: key ?? 'rehearsed-only' });
  }
  const url = `/api/v1/projects/${stands.projectId}/commands/${commandPath(command.type)}`;
  const body = { expectedRevision: stands.revision, occurredOn, data: command.data };
  return key === undefined
    ? call({ method: 'POST', url: `${url}?dryRun=true`, body, key: 'rehearsed-only' })
    : call({ method: 'POST', url, body, key });
}

interface Quote {
  readonly rule: string;
  readonly citation: Citation;
}
type Answer = Awaited<ReturnType<typeof send>>;

/** What an answer quotes: the rules that refuse, or those that remark beside a yes. */
function quotesOf(answer: Answer): readonly Quote[] {
  if (answer.statusCode < 300) return answer.json<{ notes: Quote[] }>().notes;
  const { rule, citation, others = [] } = answer.json<Partial<Quote> & { others?: Quote[] }>();
  return rule && citation ? [{ rule, citation }, ...others] : [];
}

function keep(quotes: readonly Quote[]): void {
  for (const { rule, citation } of quotes) {
    expect([rule, citation.article === '']).toEqual([rule, false]);
    quoted.set(rule, citation);
  }
}

/** Why a breach was not answered as it has to be; null where it was. */
async function unquoted({ rule, deed, told }: Breach, stands: Stands): Promise<string | null> {
  const answer = await send(deed, stands);
  const quotes = quotesOf(answer);
  keep(quotes);
  const status = told === 'refused' ? 422 : 200;
  const isQuoted = answer.statusCode === status && quotes.some((one) => one.rule === rule);
  return isQuoted ? null : `${rule} at ${placeName(deed)}: ${answer.statusCode} ${answer.body}`;
}

/** Really does it; what is remarked on beside the yes is quoted too. */
async function perform(deed: Deed, stands: Stands, key: string): Promise<CommandResult> {
  const answer = await send(deed, stands, key);
  expect([key, placeName(deed), answer.statusCode < 300 ? '' : answer.body]).toEqual([
    key,
    placeName(deed),
    '',
  ]);
  keep(quotesOf(answer));
  return answer.json<CommandResult>();
}

async function walk({ recipe, vary, before, breaches, ends }: Walk): Promise<void> {
  const { acts: story } = writeLife(recipe, stack.world);
  let stands: Stands = null;
  let signed: ContractDraft | null = null;
  let count = 0;
  const wrong: (string | null)[] = [];
  for (const told of story) {
    const command = vary ? vary(told) : told.command;
    if (command === null) continue;
    const act = { ...told, command };
    const place: Place = { recipe, act: told, story };
    const key = () => `${recipe.key}:${(count += 1)}`;
    for (const deed of before?.(place) ?? []) stands = await perform(deed, stands, key());
    if (ends?.at === placeName(act)) {
      for (const rule of ends.rules) wrong.push(await unquoted({ rule, deed: act, told: 'refused' }, stands));
      break;
    }
    const here = { ...place, act };
    for (const breach of [
      ...breachesBeforeAward(here),
      ...breachesAtAward(here, barred),
      ...breachesUnderContract(here, signed),
      ...(breaches?.(place) ?? []),
    ]) {
      wrong.push(await unquoted(breach, stands));
    }
    stands = await perform(act, stands, key());
    if (command.type === 'DraftContract') signed = command.data.contract;
  }
  expect(wrong.filter((one) => one !== null)).toEqual([]);
}

test.each(WALKS)('$name: each breach is answered with its rule and article', walk);

test.each(ASKED)('$rule is asked of the decision service: $why', async ({ rule, checkpoint, facts }) => {
  const call = await callerOf(app, 'yunba-finance-county-procurement');
  const body = { checkpoint, regionCode: '519901', legalDate: '2026-10-30', facts };
  const answer = await call({ method: 'POST', url: '/api/v1/policy/check', body, key: `asked-${rule}` });
  const { verdict } = answer.json<{ verdict: { findings: (Quote & { result: string })[] } }>();
  const fired = verdict.findings.filter(({ result }) => result === 'fired');
  expect(fired.map((one) => one.rule)).toContain(rule);
  keep(fired);
});

test.each(Object.entries(SECTIONS))('every rule of %s has been quoted', (_section, rules) => {
  expect(rules.filter((rule) => !quoted.has(rule))).toEqual([]);
});
