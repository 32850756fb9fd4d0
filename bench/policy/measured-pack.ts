import { readFileSync } from 'node:fs';
import { invariant } from '../../domain/kernel/invariant.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { compileSlice, type Slice } from '../../rules/engine/compile.ts';
import type { Literal } from '../../rules/engine/literal.ts';
import { loadPack } from '../../rules/engine/read-pack.ts';
import { type Release, releasesOf } from '../../rules/engine/release.ts';
import { FACTS } from './cases.ts';

export const QUESTION = {
  checkpoint: 'IssueProcurement',
  legalDate: localDate('2026-01-05'),
  regionCode: '510181',
  packVersion: null,
};

// Written by this repository, and loadPack checks every condition again.
export const conditions = JSON.parse(
  readFileSync(new URL('./conditions.json', import.meta.url), 'utf8'),
) as readonly Literal[];
export const idOf = (index: number): string => `BEN-${String(index + 1).padStart(2, '0')}`;
const words = { zh: '测', en: 'measured' };

/** A release whose rules have these conditions. */
export function releaseWith(whens: readonly Literal[]): Release {
  const pack = loadPack({
    id: 'bench',
    version: '2026.1',
    layer: 'national',
    jurisdiction: '',
    title: words,
    facts: FACTS.map((fact) => ({ ...fact, label: words })),
    parameters: [],
    rules: whens.map((when, index) => ({
      id: idOf(index),
      stage: 'contracting',
      checkpoints: [QUESTION.checkpoint],
      severity: 'block',
      waivable: false,
      title: words,
      citation: { document: '测试规定', article: '第一条', confidence: 'D' },
      effective: { from: '2020-01-01', to: null, confidence: 'D' },
      when,
      message: words,
      remedy: words,
      examples: [
        { expect: 'fires', facts: {} },
        { expect: 'passes', facts: {} },
      ],
    })),
  });
  const [release] = releasesOf([pack]);
  invariant(release, 'The pack makes a release');
  return release;
}

export function sliceOf(release: Release): Slice {
  const { checkpoint, regionCode, legalDate: on } = QUESTION;
  return compileSlice(release, { checkpoint, regionCode, on });
}

const LAST = conditions.length - 1;

/** The conditions with the limit of the last rule, "notice of at most 30 days", moved to 32. */
export const oneRuleMoved: readonly Literal[] = conditions.with(LAST, {
  fact: 'notice_days',
  operator: 'lessThanInclusive',
  value: 32,
});

/** The same rule with an exception for less than 60 yuan, which hardly any case is. */
export const oneRareException: readonly Literal[] = conditions.with(LAST, {
  all: [
    { fact: 'notice_days', operator: 'lessThanInclusive', value: 30 },
    { fact: 'estimate_fen', operator: 'greaterThanInclusive', value: 6_000 },
  ],
});
