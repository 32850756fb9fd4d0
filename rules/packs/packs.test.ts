import { describe, expect, it } from 'vitest';
import { dayNumber, localDate } from '../../domain/kernel/local-date.ts';
import type { FactValue } from '../../domain/policy/types.ts';
import type { Pack, Rule } from '../engine/pack-schema.ts';
import { createPolicyCheck } from '../engine/policy.ts';
import { releasesOf } from '../engine/release.ts';
import { placedLeaves, sharedConditionsOf } from '../engine/shared-conditions.ts';
import { clean } from './clean.fixture.ts';
import { actCheckpoints, isBudgetCheckpoint, OUTSIDE_PROJECTS, reachOf, WHY_WAITING } from './reach.ts';
import { shippedPacks } from './shipped.ts';

const policy = createPolicyCheck();
const all: readonly { pack: Pack; rule: Rule }[] = shippedPacks.flatMap((pack) =>
  pack.rules.map((rule) => ({ pack, rule })),
);

const ask = (
  rule: Rule,
  facts: Readonly<Record<string, FactValue>>,
  checkpoint = rule.checkpoints[0] ?? '',
) =>
  policy.check({
    checkpoint,
    facts,
    legalDate: rule.effective.from,
    regionCode: '519901',
    packVersion: null,
  });

describe('shipped packs', () => {
  it.each(all.map(({ rule }) => [`${rule.id} from ${rule.effective.from}`, rule] as const))(
    '%s: its own examples hold',
    async (_, rule) => {
      for (const { expect: expected, facts, note } of rule.examples) {
        const verdict = await ask(rule, facts);
        expect(verdict.evaluated).toContain(rule.id);
        const finding = verdict.findings.find((one) => one.rule === rule.id);
        const found = finding
          ? { fired: 'fires', undetermined: 'undetermined', exempted: 'exempted' }[finding.result]
          : 'passes';
        expect(found, `${rule.id} ${note ?? ''} ${JSON.stringify(facts)}`).toBe(expected);
      }
    },
  );

  it('every rule has at least one passing and one failing example', () => {
    const kinds = all.map(({ rule }) => [rule.id, new Set(rule.examples.map((one) => one.expect))] as const);
    expect(kinds.filter(([, seen]) => !seen.has('fires') || !seen.has('passes'))).toEqual([]);
  });

  it('every rule with an ordering comparison has an example on each side of each figure', () => {
    const release = releasesOf(shippedPacks).at(-1);
    const figure = (name: string, on: string) =>
      release?.words.parameters.get(name)?.values.findLast(({ from }) => from <= on)?.value;
    const open = all.flatMap(({ rule }) =>
      leaves(rule.when).flatMap(({ fact, operator, value }) => {
        if (!/Than/.test(operator)) return [];
        const limit =
          typeof value === 'object' && !Array.isArray(value)
            ? figure(value.parameter, rule.effective.from)
            : value;
        const seen = rule.examples.flatMap(({ facts }) =>
          typeof facts[fact] === 'number' ? [facts[fact]] : [],
        );
        const isBoundary =
          seen.some((one) => one === limit) || seen.some((one) => Math.abs(one - Number(limit)) <= 1);
        return isBoundary ? [] : [`${rule.id} ${fact} ${operator} ${String(limit)}`];
      }),
    );
    expect(open).toEqual([]);
  });

  it('names commands that exist as checkpoints, or only such as the flow does not have yet', () => {
    const commands = new Set([...Object.keys(clean), ...actCheckpoints, ...OUTSIDE_PROJECTS]);
    const { bound, budget, catalogue, waiting } = reachOf(shippedPacks);
    const isUnknown = (name: string) => !commands.has(name) && !isBudgetCheckpoint(name);
    expect(bound.flatMap(({ checkpoints }) => checkpoints.filter(isUnknown))).toEqual([]);
    expect(budget.map(({ id }) => id)).toEqual(['BUD-05']);
    expect(waiting.flatMap(({ checkpoints }) => checkpoints.filter((name) => commands.has(name)))).toEqual(
      [],
    );
    // tests/e2e/catalogue-change.test.ts leads a case back to its initiator by it.
    expect(catalogue.map(({ id }) => id)).toEqual(['CAT-07']);
    expect([...new Set(waiting.flatMap(({ checkpoints }) => checkpoints))].sort()).toEqual(
      Object.keys(WHY_WAITING).sort(),
    );
    expect(bound.length + budget.length + catalogue.length + waiting.length).toBe(all.length);
    expect(bound.length).toBeGreaterThan(100);
  });

  it('holds every rule of the domain guide', () => {
    const counts = { CAT: 10, PUR: 2, BUD: 14, REQ: 7, MTH: 15, POL: 6, SUP: 15, TND: 13, AWD: 3 };
    const later = { CON: 12, DEL: 5, PAY: 7, EVL: 8, DSC: 4, DIS: 4, CTL: 4 };
    const guide = Object.entries({ ...counts, ...later }).flatMap(([group, count]) =>
      Array.from({ length: count }, (_, index) => `${group}-${String(index + 1).padStart(2, '0')}`),
    );
    const sectors = ['SEC-A1', 'SEC-A2', 'SEC-A3', 'SEC-A4', 'SEC-J1', 'SEC-J2'];
    const ids = new Set(all.map(({ rule }) => rule.id));
    expect([...guide, ...sectors]).toHaveLength(135);
    expect([...guide, ...sectors].filter((id) => !ids.has(id))).toEqual([]);
  });

  it('defines no fact that no rule uses', () => {
    const used = new Set(
      all.flatMap(({ rule }) => [...leaves(rule.when).map(({ fact }) => fact), ...mentioned(rule)]),
    );
    const defined = shippedPacks.flatMap((pack) => pack.facts.map(({ name }) => name));
    // Shown beside the count the rules compare, or read by the packs' own derived fact.
    const allowed = new Set(['justified_rules']);
    expect(defined.filter((name) => !used.has(name) && !allowed.has(name))).toEqual([]);
  });

  it('leaves no placeholder in any message, with or without facts', async () => {
    for (const { rule } of all) {
      for (const { facts } of [...rule.examples, { facts: {} }]) {
        const { findings } = await ask(rule, facts);
        for (const { message, remedy } of findings) {
          for (const sentence of [message.zh, message.en, remedy.zh, remedy.en]) {
            expect(sentence).not.toMatch(/[{}]|undefined|NaN|\bnull\b/);
            expect(sentence.trim()).not.toBe('');
          }
        }
      }
    }
  });

  it('shows money in yuan, dates as dates, coded words as words', async () => {
    const verdict = await policy.check({
      checkpoint: 'SignContract',
      facts: {
        actor_other_duties: 0,
        procurement_law_applies: true,
        challenge_pending: false,
        days_past_signing_limit: 2,
        signing_due_on: dayNumber(localDate('2026-09-28')),
      },
      legalDate: localDate('2026-09-30'),
      regionCode: '519901',
      packVersion: null,
    });
    expect(verdict.findings[0]?.message.zh).toContain('2026-09-28');
    expect(verdict.findings[0]?.facts.signing_due_on).toBe('2026-09-28');
    const budget = await policy.check({
      checkpoint: 'RequestBudget',
      facts: { moves_forward: true, needed_fen: 9_800_050, available_fen: 0, budget_gap_fen: 9_800_050 },
      legalDate: localDate('2026-09-30'),
      regionCode: '519901',
      packVersion: null,
    });
    const gap = budget.findings.find(({ rule }) => rule === 'BUD-02');
    expect(gap?.message.zh).toContain('98,000.50 元');
    expect(gap?.message.en).toContain('CNY 98,000.50');
  });

  it('cites a document, an article and a confidence for every rule; local figures are unconfirmed', () => {
    for (const { rule } of all) {
      expect(rule.citation.document.length).toBeGreaterThan(3);
      expect(rule.citation.article.length).toBeGreaterThan(2);
    }
    const figures = shippedPacks.flatMap((pack) => pack.parameters.flatMap(({ values }) => values));
    expect(figures.length).toBeGreaterThan(0);
    // A figure counts as confirmed only where the text of the law was read.
    expect(figures.filter(({ confirmed, citation }) => confirmed && citation.confidence !== 'V')).toEqual([]);
    expect(
      figures.filter(({ confirmed, citation }) => confirmed && citation.document.startsWith('内部')),
    ).toEqual([]);
  });
});

type Condition = Rule['when'];

const shared = sharedConditionsOf(shippedPacks);
const leaves = (condition: Condition) => placedLeaves(condition, shared).map(({ leaf }) => leaf);

const mentioned = ({ message, remedy }: Rule): readonly string[] =>
  [message.zh, message.en, remedy.zh, remedy.en].flatMap((sentence) =>
    [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
  );
