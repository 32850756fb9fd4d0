import fc from 'fast-check';
import type { Literal } from './literal.ts';
import { LAYERS, ON_MISSING } from './pack-schema.ts';
import { someCondition } from './random-rules.fixture.ts';
import { tinyPack, tinyRule } from './tiny-pack.fixture.ts';

/** Days around which the rules of the random packs begin and end. */
export const someDay = fc.constantFrom('2021-06-01', '2022-01-01', '2023-06-01', '2024-01-01', '2025-06-01');

const severities = ['inform', 'warn', 'require-approval', 'block'] as const;

interface Drawn {
  readonly when: Literal;
  readonly severity: (typeof severities)[number];
  readonly binds: 'date' | 'projectStart' | 'release';
  readonly from: string;
  readonly to: string | null;
  /** What the rule does to a rule of the national pack, and to which. */
  readonly override: 'none' | 'replaces' | 'tightens' | 'exempts';
  readonly target: number;
  readonly onMissing: (typeof ON_MISSING)[number];
}

export const someRule: fc.Arbitrary<Drawn> = fc
  .record({
    when: someCondition,
    severity: fc.constantFrom(...severities),
    binds: fc.constantFrom('date' as const, 'projectStart' as const, 'release' as const),
    from: fc.constantFrom('2021-01-01', '2022-01-01', '2023-01-01'),
    to: fc.constantFrom(null, '2024-01-01', '2025-01-01'),
    override: fc.constantFrom('none' as const, 'replaces' as const, 'tightens' as const, 'exempts' as const),
    target: fc.nat({ max: 2 }),
    onMissing: fc.constantFrom(...ON_MISSING),
  })
  .map((drawn) => (drawn.binds === 'release' ? { ...drawn, to: null } : drawn));

/** A rule as plain JSON. A replacement asks for all its rule asks for, so it is no weaker by its making. */
export function ruleFrom(id: string, drawn: Drawn, national: readonly Drawn[]) {
  const target = national[drawn.target % Math.max(1, national.length)];
  const base = {
    ...tinyRule(),
    id,
    waivable: true,
    severity: drawn.severity,
    binds: drawn.binds,
    effective: { from: drawn.from, to: drawn.to, confidence: 'D' },
    when: drawn.when,
    onMissing: drawn.onMissing,
  };
  if (drawn.override === 'none' || !target) return base;
  const override = { kind: drawn.override, rule: nationalId(national.indexOf(target)) };
  if (drawn.override === 'exempts')
    return { ...base, severity: 'inform', onMissing: 'needs-information', override };
  if (drawn.override === 'tightens') return { ...base, override };
  return {
    ...base,
    severity: 'block',
    onMissing: 'block',
    when: { any: [target.when, drawn.when] },
    override,
  };
}

export const nationalId = (index: number): string => `NAT-0${index + 1}`;

const PLACES = { national: '', province: '51', city: '5101', county: '510181', sector: '' } as const;

/** One random release as plain JSON packs: a national pack and packs of every narrower layer. */
export const someRelease = fc
  .record({
    national: fc.array(
      someRule.map((one) => ({ ...one, override: 'none' as const })),
      { minLength: 1, maxLength: 3 },
    ),
    narrower: fc.array(fc.array(someRule, { minLength: 1, maxLength: 2 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ national, narrower }) => {
    const lists = [national, ...narrower];
    const packs = LAYERS.map((layer, at) =>
      tinyPack({
        id: layer,
        layer,
        jurisdiction: PLACES[layer],
        ...(layer === 'sector' && { sectors: ['甲'] }),
        ...(layer !== 'national' && { facts: [] }),
        rules: (lists[at] ?? []).map((one, index) =>
          ruleFrom(
            layer === 'national' ? nationalId(index) : `${layer.slice(0, 3).toUpperCase()}-0${index + 1}`,
            one,
            national,
          ),
        ),
      }),
    );
    return { packs, national };
  });
