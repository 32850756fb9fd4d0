import { Engine } from 'json-rules-engine';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../domain/kernel/local-date.ts';
import { compileForm } from './closures.ts';
import { compileSlice, type Slice } from './compile.ts';
import { evaluateSlice } from './evaluate.ts';
import { knownOf } from './known.ts';
import { createMarker } from './marker.ts';
import { loadPack } from './read-pack.ts';
import { releasesOf } from './release.ts';
import { tinyPack } from './tiny-pack.fixture.ts';

function slice(): Slice {
  const [release] = releasesOf([loadPack(tinyPack())]);
  if (!release) throw new Error('no release');
  return compileSlice(release, {
    checkpoint: 'IssueProcurement',
    regionCode: '510181',
    on: localDate('2026-01-05'),
  });
}

const known = (one: Slice) => knownOf(one.facts, { days: 19 });

/** Stands in for an engine that misbehaves; nothing else of it is used. */
const broken = (run: () => Promise<unknown>) => ({ run }) as unknown as Engine;

describe('evaluateSlice', () => {
  it('returns an engine to the pool after a run and uses it again', async () => {
    const one = slice();
    await evaluateSlice(one, known(one));
    const [first] = one.idle;
    await evaluateSlice(one, known(one));
    expect(one.idle).toEqual([first]);
  });

  it('gives overlapping runs an engine each and keeps only a few of them', async () => {
    const one = slice();
    const runs = Array.from({ length: 40 }, () => evaluateSlice(one, known(one)));
    const outcomes = await Promise.all(runs);
    expect(outcomes.every(([outcome]) => outcome?.truth === true)).toBe(true);
    expect(one.idle.length).toBe(8);
    expect(new Set(one.idle).size).toBe(8);
  });

  it('throws when a rule in force has no result', async () => {
    const one = { ...slice(), idle: [new Engine([])] };
    await expect(evaluateSlice(one, known(one))).rejects.toThrow(/TST-01 is in force but has no result/);
  });

  it('calls it a mismatch when the engine contradicts its own comparisons', async () => {
    const conditions = { all: [{ fact: 'days', operator: 'lessThan', value: 20, result: true }] };
    const result = { name: 'TST-01', conditions, result: false };
    const one = {
      ...slice(),
      idle: [broken(() => Promise.resolve({ results: [], failureResults: [result] }))],
    };
    expect((await evaluateSlice(one, known(one)))[0]?.truth).toBe('engine-mismatch');
  });

  it('calls it a mismatch when the two evaluators differ about a comparison, though the rule comes out the same', async () => {
    const both = (first: number, second: number) => ({
      any: [
        { fact: 'days', operator: 'lessThan' as const, value: first },
        { fact: 'days', operator: 'lessThan' as const, value: second },
      ],
    });
    const [rule] = slice().rules;
    if (!rule) throw new Error('no rule');
    const rules = [{ ...rule, engineRule: { ...rule.engineRule, conditions: both(20, 5) } }];
    const truthWith = async (second: number) => {
      const form = compileForm([both(20, second)]);
      const one = { ...slice(), rules, form, marker: createMarker(form, slice().definitions) };
      return (await evaluateSlice(one, known(one)))[0]?.truth;
    };
    expect(await truthWith(5)).toBe(true);
    expect(await truthWith(30)).toBe('engine-mismatch');
  });

  it('throws when a comparison was skipped', async () => {
    const conditions = { all: [{ fact: 'days', operator: 'lessThan', value: 20 }] };
    const result = { name: 'TST-01', conditions, result: true };
    const one = {
      ...slice(),
      idle: [broken(() => Promise.resolve({ results: [result], failureResults: [] }))],
    };
    await expect(evaluateSlice(one, known(one))).rejects.toThrow(/comparison of days was not made/);
  });

  it('does not take back an engine whose run failed', async () => {
    const one = { ...slice(), idle: [broken(() => Promise.reject(new Error('engine error')))] };
    await expect(evaluateSlice(one, known(one))).rejects.toThrow('engine error');
    expect(one.idle).toEqual([]);
  });

  it('throws on a path, should one ever get past the schema', async () => {
    const one = slice();
    const withPath = one.rules.map((compiled) => ({
      ...compiled,
      engineRule: {
        ...compiled.engineRule,
        conditions: { all: [{ fact: 'names', operator: 'contains', value: 'x', path: '$.x' }] },
      },
    }));
    const facts = new Map([['names', ['x']]]);
    await expect(evaluateSlice({ ...one, rules: withPath }, facts)).rejects.toThrow(/have no paths/);
  });
});
