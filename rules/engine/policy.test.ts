import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../domain/kernel/local-date.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { Facts, PolicyQuestion } from '../../domain/policy/types.ts';
import { cleanActs } from '../packs/clean-acts.fixture.ts';
import { procedureQuestion, questionFor } from '../packs/question.fixture.ts';
import { type Compile, compileForm } from './closures.ts';
import type { Literal } from './literal.ts';
import { createPolicyCheck, rulesInForce } from './policy.ts';
import { loadPack } from './read-pack.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

const question = (facts: Facts, change: Partial<PolicyQuestion> = {}): PolicyQuestion => ({
  checkpoint: 'IssueProcurement',
  facts,
  legalDate: localDate('2026-01-05'),
  regionCode: '510181',
  packVersion: null,
  ...change,
});

/** The result of one trial rule with these conditions on these facts. */
async function tryRule(when: unknown, facts: Facts) {
  const policy = createPolicyCheck([loadPack(tinyPack({ rules: [{ ...tinyRule(), when }] }))]);
  const { findings } = await policy.check(question(facts));
  return findings[0]?.result ?? 'passes';
}

describe('unknown facts never pass', () => {
  const few = { fact: 'days', operator: 'lessThan', value: 20 };
  const isB = { fact: 'kind', operator: 'equal', value: 'b' };

  it.each([
    ['a missing number', few, {}, 'undetermined'],
    [
      'a missing text with notEqual, true in the engine itself',
      { fact: 'kind', operator: 'notEqual', value: 'a' },
      {},
      'undetermined',
    ],
    ['a missing text with notIn', { fact: 'kind', operator: 'notIn', value: ['a'] }, {}, 'undetermined'],
    [
      'a missing list with doesNotContain',
      { fact: 'names', operator: 'doesNotContain', value: 'x' },
      {},
      'undetermined',
    ],
    ['not of unknown', { not: few }, {}, 'undetermined'],
    ['false and unknown', { all: [few, isB] }, { days: 20 }, 'passes'],
    ['true and unknown', { all: [few, isB] }, { days: 19 }, 'undetermined'],
    ['true or unknown', { any: [few, isB] }, { days: 19 }, 'fired'],
    ['false or unknown', { any: [few, isB] }, { days: 20 }, 'undetermined'],
    ['not (true and unknown)', { not: { all: [few, isB] } }, { days: 19 }, 'undetermined'],
    ['not (false and unknown)', { not: { all: [few, isB] } }, { days: 20 }, 'fired'],
  ])('%s', async (...[, when, facts, expected]) => {
    expect(await tryRule(when, facts as Facts)).toBe(expected);
  });

  it.each([
    ['a number as text, where "9" is above "10"', { days: '9' }],
    ['null', { days: null }],
    ['not a number', { days: Number.NaN }],
    ['a fraction', { days: 3.5 }],
    ['infinite', { days: Number.POSITIVE_INFINITY }],
    ['a list', { days: ['1'] }],
  ])('ill-typed is unknown: %s', async (_, facts) => {
    expect(await tryRule(few, facts as Facts)).toBe('undetermined');
  });

  it('a word the pack does not know is unknown', async () => {
    expect(await tryRule(isB, { kind: 'c' })).toBe('undetermined');
  });

  it('facts inherited from a prototype are unknown', async () => {
    expect(await tryRule(few, Object.create({ days: 3 }) as Facts)).toBe('undetermined');
  });

  it('names what is missing and what to supply', async () => {
    const verdict = await createPolicyCheck().check(question({}, { checkpoint: 'PublishDisclosure' }));
    const finding = verdict.findings.find(({ rule }) => rule === 'DSC-03');
    expect(verdict.outcome).toBe('needs-information');
    expect(finding).toMatchObject({ result: 'undetermined', missing: ['redacted'] });
    expect(finding?.remedy.zh).toContain('是否已作脱密脱敏处理');
  });
});

describe('a check', () => {
  it('gives the same bytes a hundred times at once, and in order of rule ids', async () => {
    const policy = createPolicyCheck();
    const { facts } = procedureQuestion(cleanActs.ChooseWinner);
    const asked = { ...facts, valid_bids: 1, panel_members: 4, winner_rank: 2, provider_kind: 7 };
    const ask = () =>
      policy.check(question(asked, { checkpoint: 'ChooseWinner', legalDate: localDate('2026-09-21') }));
    const alone = JSON.stringify(await ask());
    const together = await Promise.all(Array.from({ length: 100 }, ask));
    expect(new Set(together.map((one) => JSON.stringify(one)))).toEqual(new Set([alone]));
    const ids = together[0]?.findings.map(({ rule }) => rule) ?? [];
    expect(ids).toEqual([...ids].sort());
    expect(together[0]?.evaluated.length).toBeGreaterThan(14);
    expect(together[0]?.outcome).toBe('block');
  });

  it('keeps different facts apart when checks overlap', async () => {
    const policy = createPolicyCheck([loadPack(tinyPack())]);
    const days = Array.from({ length: 60 }, (_, index) => index);
    const verdicts = await Promise.all(days.map((one) => policy.check(question({ days: one }))));
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(days.map((one) => (one < 20 ? 'block' : 'pass')));
    expect(verdicts[7]?.findings[0]?.message.zh).toBe('只有 7 日。');
  });

  it('does not depend on the order of facts', async () => {
    const policy = createPolicyCheck();
    const { facts } = questionFor('SubmitProject');
    const backwards = Object.fromEntries(Object.entries({ ...facts, barred_kind: 'staffing' }).reverse());
    const a = await policy.check(
      question({ ...facts, barred_kind: 'staffing' }, { checkpoint: 'SubmitProject' }),
    );
    const b = await policy.check(question(backwards, { checkpoint: 'SubmitProject' }));
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
  });

  it('changes neither facts nor packs', async () => {
    const pack = loadPack(tinyPack());
    const facts = Object.freeze({ days: 3 });
    const before = JSON.stringify(pack);
    await createPolicyCheck([pack]).check(question(facts));
    expect(JSON.stringify(pack)).toBe(before);
  });

  it('passes with nothing evaluated at a checkpoint no rule names', async () => {
    const verdict = await createPolicyCheck().check(question({}, { checkpoint: 'EditDraft' }));
    expect(verdict).toMatchObject({ outcome: 'pass', evaluated: [], findings: [] });
  });

  it('a justification for a non-waivable rule is itself a violation', async () => {
    const { facts } = questionFor('RequestBudget');
    const asked = { ...facts, justified_rules: ['BUD-03', 'BUD-01'] };
    const verdict = await createPolicyCheck().check(question(asked, { checkpoint: 'RequestBudget' }));
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(['CTL-04']);
    expect(verdict.findings[0]?.message.zh).toContain('BUD-01');
    expect(verdict.findings[0]?.message.zh).not.toContain('BUD-03');
  });

  it('joins outcomes: warnings stay warnings, information is not even that', async () => {
    const rules = (['inform', 'warn', 'require-approval'] as const).map((severity, index) => ({
      ...tinyRule(),
      id: `TST-0${index + 1}`,
      severity,
      waivable: true,
    }));
    const outcomeOf = async (count: number) =>
      (
        await createPolicyCheck([loadPack(tinyPack({ rules: rules.slice(0, count) }))]).check(
          question({ days: 1 }),
        )
      ).outcome;
    expect([await outcomeOf(1), await outcomeOf(2), await outcomeOf(3)]).toEqual([
      'pass',
      'warn',
      'require-approval',
    ]);
  });
});

describe('two evaluators', () => {
  it('refuses when they differ, whatever the rule asks for, and says so', async () => {
    // A second evaluator that reads every limit one too low.
    const lower = (literal: Literal): Literal =>
      'fact' in literal && typeof literal.value === 'number'
        ? { ...literal, value: literal.value - 1 }
        : literal;
    const wrong: Compile = (conditions) => compileForm(conditions.map(lower));
    const pack = loadPack(tinyPack({ rules: [{ ...tinyRule(), severity: 'inform', waivable: true }] }));
    const policy = createPolicyCheck([pack], wrong);
    const verdict = await policy.check(question({ days: 19 }));
    expect(verdict.outcome).toBe('block');
    expect(verdict.evaluated).toEqual(['TST-01']);
    expect(verdict.findings[0]?.message.zh).toContain('engine-mismatch');
    expect(refusalFrom(verdict, { 'TST-01': '已说明' })).toMatchObject({
      code: 'EngineMismatch',
      rule: 'TST-01',
      facts: { days: 19 },
    });
    // Where both say the same the decision stands.
    expect((await policy.check(question({ days: 5 }))).findings[0]?.result).toBe('fired');
    expect((await policy.check(question({ days: 25 }))).outcome).toBe('pass');
  });
});

describe('law in time and space', () => {
  const policy = createPolicyCheck();
  const evaluated = async (change: Partial<PolicyQuestion>) =>
    (await policy.check(question({}, change))).evaluated;

  it('intent disclosure binds county and below from 2022-01-01, not the day before', async () => {
    expect(await evaluated({ legalDate: localDate('2022-01-01'), checkpoint: 'IssueDocuments' })).toContain(
      'MTH-15',
    );
    expect(
      await evaluated({ legalDate: localDate('2021-12-31'), checkpoint: 'IssueDocuments' }),
    ).not.toContain('MTH-15');
  });

  it('cites the payment regulation by the numbering of the day', async () => {
    const cite = async (legalDate: string) => {
      const facts = { provider_size: 'small', payment_term_days: 61 };
      const asked = question(facts, { checkpoint: 'DraftContract', legalDate: localDate(legalDate) });
      const { findings } = await policy.check(asked);
      return findings.find(({ rule }) => rule === 'CON-12')?.citation.article;
    };
    expect(await cite('2025-05-31')).toContain('第八条');
    expect(await cite('2025-06-01')).toContain('第九条');
    expect(await cite('2020-08-31')).toBeUndefined();
  });

  it('the Sichuan pack binds regions whose code begins with 51 only', async () => {
    const select = (regionCode: string) => evaluated({ checkpoint: 'SelectProvider', regionCode });
    expect(await select('510181')).toContain('MTH-11');
    expect(await select('500101')).not.toContain('MTH-11');
    expect(await select('500101')).toContain('SUP-01');
  });

  it('takes the pinned version, and throws for one that does not exist', async () => {
    const older = loadPack(tinyPack({ version: '2025.2' }));
    const newer = loadPack(tinyPack({ version: '2025.10', rules: [{ ...tinyRule(), id: 'TST-09' }] }));
    const two = createPolicyCheck([newer, older]);
    expect(two.currentVersion).toBe('2025.10');
    expect((await two.check(question({}))).evaluated).toEqual(['TST-09']);
    expect((await two.check(question({}, { packVersion: '2025.2' }))).evaluated).toEqual(['TST-01']);
    await expect(two.check(question({}, { packVersion: '1999.1' }))).rejects.toThrow(/1999.1/);
  });

  it('hashes the content, not the order of keys', async () => {
    const pack = tinyPack();
    const turned = Object.fromEntries(Object.entries(pack).reverse());
    const hashOf = async (raw: unknown) =>
      (await createPolicyCheck([loadPack(raw)]).check(question({}))).packHash;
    expect(await hashOf(pack)).toBe(await hashOf(turned));
    expect(await hashOf(pack)).not.toBe(await hashOf({ ...pack, title: { zh: '另', en: 'other' } }));
    expect(await hashOf(pack)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('lists the rules in force with their source, without placeholders', () => {
    const listed = rulesInForce({ on: localDate('2026-09-21'), regionCode: '510181' });
    expect(listed.length).toBeGreaterThanOrEqual(90);
    expect(listed.map(({ id }) => id)).toEqual([...listed.map(({ id }) => id)].sort());
    expect(JSON.stringify(listed.map(({ message, remedy }) => [message, remedy]))).not.toMatch(/\{[a-z_]+\}/);
    const minutes = listed.find(({ id }) => id === 'CTL-02');
    expect(minutes).toMatchObject({ layer: 'province', jurisdiction: '51', pack: { id: 'sichuan' } });
    expect(minutes?.figures).toEqual([expect.objectContaining({ value: 5_000_000, confirmed: false })]);
    expect(minutes?.message.zh).toContain('50,000.00 元');
    expect(minutes?.message.zh).toContain('〔估算金额〕');
  });
});

describe('dependencies', () => {
  it('jsonpath-plus is a version that runs no code, also where json-rules-engine asks for it', () => {
    const require = createRequire(import.meta.url);
    const inner = createRequire(require.resolve('json-rules-engine'));
    const { version } = inner('jsonpath-plus/package.json') as { version: string };
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(11);
  });
});
