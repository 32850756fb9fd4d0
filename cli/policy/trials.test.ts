import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BacktestReport } from '../../domain/policy/backtest.ts';
import { questionFor } from '../../rules/packs/question.fixture.ts';
import { EXIT } from '../stack/failure.ts';
import { backtest } from './backtest.ts';
import { simulate } from './simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'goufu-trials-'));
afterAll(() => rmSync(folder, { recursive: true }));

const said: string[] = [];
vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
beforeEach(() => {
  said.length = 0;
});
const json = (): unknown => JSON.parse(said.join(''));

const { facts } = questionFor('RequestBudget');
const factsFile = join(folder, 'facts.json');
writeFileSync(factsFile, JSON.stringify(facts));

const GAP = '"fact":"budget_gap_fen","operator":"greaterThan","value":0';

/** A copy of the shipped packs with one text in its budget rules replaced. */
function packsWith(from: string, to: string): string {
  const copy = mkdtempSync(join(folder, 'packs-'));
  const shipped = fileURLToPath(new URL('../../rules/packs/', import.meta.url));
  for (const pack of ['national', 'sichuan'])
    cpSync(join(shipped, pack), join(copy, pack), { recursive: true });
  const file = join(copy, 'national', 'rules-budget.json');
  const text = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
  return copy;
}

const decision = {
  projectId: 'P1',
  seq: 3,
  checkpoint: 'RequestBudget',
  legalDate: '2026-09-21',
  regionCode: '510181101',
  sector: 'education',
  amountFen: 500,
  facts: { ...facts, budget_gap_fen: 100 },
};

function linesOf(...lines: readonly unknown[]): string {
  const file = join(folder, 'decisions.jsonl');
  writeFileSync(file, lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'));
  return file;
}

describe('backtest over a file of decisions', () => {
  const looser = () => packsWith('"budget_gap_fen"', '"budget_gap_fen_unused"');

  it('names who would be treated differently, by township, for programs and for people', async () => {
    const file = linesOf(decision, { ...decision, projectId: 'P2', facts });
    const young = packsWith(GAP, GAP.replace('0', '200'));
    expect(await backtest(young, { facts: file, seed: '1', json: true })).toBe(EXIT.ok);
    const report = json() as BacktestReport;
    expect(report).toMatchObject({
      decisions: 2,
      stricter: 0,
      looser: 1,
      recheckedByEngine: 2,
      disagreements: [],
    });
    expect(report.changes).toMatchObject([{ projectId: 'P1', from: 'block', rulesGone: ['BUD-02'] }]);
    expect(report.byTownship).toMatchObject([{ key: '510181101', projects: 1, amountFen: 500 }]);
    said.length = 0;
    await backtest(young, { facts: file, seed: '1' });
    expect(said.join('')).toMatch(/更宽 1/);
    expect(said.join('')).toContain('P1#3');
  });

  it('refuses bad packs, a bad line with its place, a seed that is none, a day that is none', async () => {
    const file = linesOf(decision);
    const exits = (exitCode: number) => ({ exitCode });
    await expect(backtest(looser(), { facts: file, seed: '1' })).rejects.toMatchObject(exits(EXIT.findings));
    const shipped = fileURLToPath(new URL('../../rules/packs/', import.meta.url));
    const onShipped = (change: object) => backtest(shipped, { facts: file, seed: '1', ...change });
    await expect(onShipped({ seed: 'x' })).rejects.toMatchObject(exits(EXIT.usage));
    await expect(onShipped({ on: '2026-02-30' })).rejects.toMatchObject(exits(EXIT.usage));
    await expect(onShipped({ facts: '/nowhere' })).rejects.toThrow(/nowhere/);
    linesOf(decision, { ...decision, legalDate: 'soon' });
    await expect(onShipped({})).rejects.toThrow(/jsonl:2.*legalDate/);
    linesOf('{');
    await expect(onShipped({})).rejects.toThrow(/jsonl:1/);
  });
});

describe('simulate', () => {
  const ask = (set: readonly string[], packs?: string) =>
    simulate('RequestBudget', {
      facts: factsFile,
      set,
      on: '2026-09-21',
      region: '510181',
      json: true,
      ...(packs ? { packs } : {}),
    });

  it('shows what other facts would come to, and answers 4 when they would be refused', async () => {
    expect(await ask([])).toBe(EXIT.ok);
    said.length = 0;
    expect(await ask(['budget_gap_fen=100'])).toBe(EXIT.findings);
    expect(json()).toMatchObject({
      before: { refused: false },
      after: { refused: true, outcome: 'block' },
      rulesAdded: ['BUD-02'],
    });
  });

  it('shows what other packs would come to', async () => {
    const young = packsWith(GAP, GAP.replace('0', '200'));
    expect(await ask(['budget_gap_fen=100'], young)).toBe(EXIT.ok);
  });

  it('refuses a fact nobody defines, and a value of another type', async () => {
    for (const change of ['nobody_knows=1', 'budget_gap_fen=much', 'budget_gap_fen', 'budget_gap_fen=1.5'])
      await expect(ask([change])).rejects.toMatchObject({ exitCode: EXIT.usage });
  });
});
