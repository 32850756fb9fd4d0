import { describe, expect, it } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { text } from '../kernel/text.ts';
import { refusalFrom } from './refusal.ts';
import type { Finding, Verdict } from './types.ts';

const finding = (rule: string, change: Partial<Finding> = {}): Finding => ({
  rule,
  severity: 'block',
  waivable: true,
  result: 'fired',
  citation: { document: '规定', article: '第一条', confidence: 'V' },
  message: text('不行', 'no'),
  remedy: text('请改', 'change it'),
  facts: {},
  missing: [],
  ...change,
});

const verdict = (...findings: readonly Finding[]): Verdict => ({
  outcome: 'block',
  packVersion: '2026.1',
  packHash: 'h',
  checkpoint: 'SubmitProject',
  legalDate: localDate('2026-01-05'),
  evaluated: [],
  findings,
});

const approval = (rule: string, waivable = true) => finding(rule, { severity: 'require-approval', waivable });

describe('refusalFrom', () => {
  it('is null without findings, and for warnings and information', () => {
    expect(refusalFrom(verdict(), {})).toBeNull();
    expect(
      refusalFrom(verdict(finding('A', { severity: 'warn' }), finding('B', { severity: 'inform' })), {}),
    ).toBeNull();
  });

  it('names the worst first: non-waivable block, block, undetermined, approval; then by id', () => {
    const refusal = refusalFrom(
      verdict(
        approval('AAA-01'),
        finding('BBB-01', { result: 'undetermined', severity: 'warn', missing: ['days'] }),
        finding('CCC-02'),
        finding('CCC-01'),
        finding('ZZZ-01', { waivable: false }),
      ),
      {},
    );
    expect([refusal?.rule, ...(refusal?.others ?? []).map(({ rule }) => rule)]).toEqual([
      'ZZZ-01',
      'CCC-01',
      'CCC-02',
      'BBB-01',
      'AAA-01',
    ]);
    expect([refusal?.code, ...(refusal?.others ?? []).map(({ code }) => code)]).toEqual([
      'PolicyBlocked',
      'PolicyBlocked',
      'PolicyBlocked',
      'InformationMissing',
      'JustificationRequired',
    ]);
  });

  it('a justification lets only its own approval rule pass, and only when it says something', () => {
    expect(refusalFrom(verdict(approval('A')), { A: '理由' })).toBeNull();
    expect(refusalFrom(verdict(approval('A')), { A: '  ' })?.code).toBe('JustificationRequired');
    expect(refusalFrom(verdict(approval('A')), { B: '理由' })?.rule).toBe('A');
    expect(refusalFrom(verdict(approval('toString')), {})?.rule).toBe('toString');
  });

  it('a justification never lifts a block, a non-waivable rule or missing information', () => {
    expect(refusalFrom(verdict(finding('A')), { A: '理由' })?.code).toBe('PolicyBlocked');
    expect(refusalFrom(verdict(approval('A', false)), { A: '理由' })?.code).toBe('PolicyBlocked');
    const missing = ['days'];
    const unknown = finding('A', { result: 'undetermined', severity: 'require-approval', missing });
    expect(refusalFrom(verdict(unknown), { A: '理由' })?.code).toBe('InformationMissing');
  });

  it('undetermined with nothing missing is a mismatch of the evaluators: it comes first and nothing lifts it', () => {
    const mismatch = finding('Z', { result: 'undetermined', severity: 'warn' });
    const refusal = refusalFrom(verdict(finding('A', { waivable: false }), mismatch), { Z: '理由' });
    expect([refusal?.rule, refusal?.code]).toEqual(['Z', 'EngineMismatch']);
  });

  it('carries citation, sentences and plain facts; a single refusal has no others', () => {
    const refusal = refusalFrom(
      verdict(finding('A', { facts: { names: ['甲', '乙'], days: 3, ok: false } })),
      {},
    );
    expect(refusal).toEqual({
      code: 'PolicyBlocked',
      rule: 'A',
      citation: { document: '规定', article: '第一条', confidence: 'V' },
      message: { zh: '不行', en: 'no' },
      remedy: { zh: '请改', en: 'change it' },
      facts: { names: '甲、乙', days: 3, ok: false },
    });
  });
});
