import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Explanation } from '../../rules/engine/explain.ts';
import { questionFor } from '../../rules/packs/question.fixture.ts';
import { EXIT } from '../stack/failure.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { lint } from './lint.ts';
import { mutation } from './mutation.ts';
import { testExamples } from './test-examples.ts';

const folder = mkdtempSync(join(tmpdir(), 'goufu-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

const said: string[] = [];
vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
beforeEach(() => {
  said.length = 0;
});
const json = (): unknown => JSON.parse(said.join(''));

function fileOf(content: string): string {
  const file = join(folder, `${Math.abs(content.length)}-facts.json`);
  writeFileSync(file, content);
  return file;
}

const ask = (facts: unknown, on = '2026-09-21') =>
  explain('RequestBudget', { facts: fileOf(JSON.stringify(facts)), on, region: '510181', json: true });

describe('goufu policy', () => {
  it('lint, test and mutation of the shipped packs end well and give figures', async () => {
    expect(lint({ json: true })).toBe(EXIT.ok);
    expect(json()).toMatchObject({ packs: 7, errors: 0 });
    said.length = 0;
    expect(await testExamples({ json: true })).toBe(EXIT.ok);
    expect(json()).toMatchObject({ broken: 0 });
    said.length = 0;
    expect(mutation({ json: true })).toBe(EXIT.ok);
    expect((json() as { readonly score: number }).score).toBeGreaterThanOrEqual(90);
  });

  it('explain answers 0 for what passes and 4 with the way out for what is refused', async () => {
    const { facts } = questionFor('RequestBudget');
    expect(await ask(facts)).toBe(EXIT.ok);
    expect(json()).toMatchObject({ refused: false, counterfactual: null });
    said.length = 0;
    expect(await ask({ ...facts, budget_gap_fen: 1 })).toBe(EXIT.findings);
    const { counterfactual } = json() as Explanation;
    expect(counterfactual).toEqual({ kind: 'found', changes: [{ fact: 'budget_gap_fen', from: 1, to: 0 }] });
  });

  it('explain for people shows tree, article and way out', async () => {
    const { facts } = questionFor('RequestBudget');
    const file = fileOf(JSON.stringify({ ...facts, budget_gap_fen: 100 }));
    expect(await explain('RequestBudget', { facts: file, on: '2026-09-21', region: '510181' })).toBe(
      EXIT.findings,
    );
    const text = said.join('');
    expect(text).toContain('BUD-02');
    expect(text).toContain('政府采购法');
    expect(text).toContain('超出可用额度');
    expect(text).toMatch(/1\.00 元 → 0\.00 元/);
  });

  it('explain refuses a file that is no facts, a fact no pack knows, a day that is none, a checkpoint without rules', async () => {
    const options = { region: '510181', on: '2026-09-21' };
    const exits = { exitCode: EXIT.usage };
    await expect(explain('RequestBudget', { ...options, facts: fileOf('[1]') })).rejects.toMatchObject(exits);
    await expect(explain('RequestBudget', { ...options, facts: fileOf('{') })).rejects.toMatchObject(exits);
    await expect(explain('RequestBudget', { ...options, facts: '/nowhere' })).rejects.toMatchObject(exits);
    await expect(ask({ nobody_knows: 1 })).rejects.toMatchObject(exits);
    await expect(ask({ budget_gap_fen: 'much' })).rejects.toMatchObject(exits);
    await expect(ask({}, '2026-02-30')).rejects.toMatchObject(exits);
    await expect(explain('Nothing', { ...options, facts: fileOf('{}') })).rejects.toMatchObject(exits);
  });

  it('diff tells the shipped packs from a copy with one rule changed, and refuses a bad copy', () => {
    const shipped = fileURLToPath(new URL('../../rules/packs/', import.meta.url));
    const [old, young] = ['old', 'young'].map((name) => join(folder, name));
    for (const copy of [old, young]) {
      for (const pack of ['national', 'sichuan'])
        cpSync(join(shipped, pack), join(copy ?? '', pack), { recursive: true });
    }
    const file = join(young ?? '', 'national', 'rules-control.json');
    const change = (from: string, to: string) =>
      writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    const run = () => diff({ old: old ?? '', young: young ?? '' }, { json: true });
    expect(run()).toBe(EXIT.ok);
    expect(json()).toEqual({ changes: [] });
    said.length = 0;
    change('"severity": "block"', '"severity": "warn"');
    run();
    expect(json()).toMatchObject({ changes: [{ kind: 'severity' }] });
    change('"severity": "warn"', '"path": "$.x"');
    expect(run).toThrow(/not allowed in a pack/);
    expect(() => diff({ old: '/nowhere', young: '/nowhere' }, {})).toThrow(/nowhere/);
  });
});
