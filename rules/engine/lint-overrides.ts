import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import { isInForce } from './binding.ts';
import { findCase } from './cases.ts';
import type { Vocabulary } from './lint.ts';
import { putInOn, withLiterals } from './literal.ts';
import { LAYERS, type OVERRIDES, type Pack, type Rule } from './pack-schema.ts';
import type { PackProblem } from './read-pack.ts';

const SEVERITIES: readonly Rule['severity'][] = ['inform', 'warn', 'require-approval', 'block'];

interface Placed {
  readonly pack: Pack;
  readonly rule: Rule;
}

/** One override with the rule of the wider layer it speaks of. */
interface Override {
  readonly own: Placed;
  readonly wider: Placed;
  readonly words: Vocabulary;
}

/**
 * Whether every override is what it says: it speaks of a rule of a wider layer, a replacement is nowhere weaker, a
 * tightening asks for more, and an exemption lifts nothing that only the wider legislator may lift.
 */
export function lintOverrides(packs: readonly Pack[], words: Vocabulary): readonly PackProblem[] {
  const placed = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })));
  return placed.flatMap((own) => {
    const { override } = own.rule;
    if (!override) return [];
    const wider = placed.filter((one) => one.rule.id === override.rule && isWider(one.pack, own.pack));
    const reasons =
      wider.length === 0
        ? [
            text(
              `上位层没有规则 ${override.rule}`,
              `no wider layer that binds the same regions has a rule ${override.rule}`,
            ),
          ]
        : wider.flatMap((one) => LINTS[override.kind]({ own, wider: one, words }));
    return reasons.map((reason) => ({ place: `${own.rule.id}.override`, reason }));
  });
}

const isWider = (wide: Pack, narrow: Pack): boolean =>
  LAYERS.indexOf(wide.layer) < LAYERS.indexOf(narrow.layer) &&
  narrow.jurisdiction.startsWith(wide.jurisdiction);

const LINTS: Readonly<Record<(typeof OVERRIDES)[number], (one: Override) => readonly Text[]>> = {
  replaces: lintReplacement,
  tightens: lintTightening,
  exempts: lintExemption,
};

function lintReplacement({ own: { rule }, wider: { rule: old }, words }: Override): readonly Text[] {
  const left = old.checkpoints.filter((name) => !rule.checkpoints.includes(name));
  const isMilder =
    SEVERITIES.indexOf(rule.severity) < SEVERITIES.indexOf(old.severity) ||
    (old.onMissing === 'block' && rule.onMissing !== 'block');
  return [
    ...left.map((name) =>
      text(`替换后在 ${name} 不再核查 ${old.id}`, `replaces ${old.id} but is not checked at ${name}`),
    ),
    ...(isMilder || (rule.waivable && !old.waivable)
      ? [
          text(
            `替换后比 ${old.id} 宽松；放宽须用豁免并注明依据`,
            `is milder than ${old.id}; only an exemption with its citation may be`,
          ),
        ]
      : []),
    ...((rule.binds ?? 'date') === (old.binds ?? 'date')
      ? []
      : [text(`适用方式与 ${old.id} 不同`, `binds otherwise than ${old.id}`)]),
    ...weakerDays({ rule, old, words }),
  ];
}

interface Pair {
  readonly rule: Rule;
  readonly old: Rule;
  readonly words: Vocabulary;
}

/** The first day on which a case escapes the replacement that the old rule would have caught, with the case. */
function weakerDays({ rule, old, words }: Pair): readonly Text[] {
  for (const on of sharedDays({ rule, old, words })) {
    const given = putInOn({ words }, on);
    const [ours, theirs] = [withLiterals(rule.when, given), withLiterals(old.when, given)];
    const escaped = findCase({ holds: [theirs], fails: [ours] }, words.facts);
    if (escaped.kind === 'none') continue;
    const such = escaped.kind === 'found' ? JSON.stringify(escaped.facts) : '…';
    return [
      text(
        `${on} 起有 ${old.id} 触发而本规则不触发的情形：${such}；放宽须用豁免并注明依据`,
        `from ${on} a case escapes that ${old.id} catches: ${such}; only an exemption with its citation may let it`,
      ),
    ];
  }
  return [];
}

/** Days on which both are in force and one of them or a figure begins; between two of them nothing changes. */
function sharedDays({ rule, old, words }: Pair): readonly LocalDate[] {
  const figures = [...words.parameters.values()].flatMap(({ values }) => values.map(({ from }) => from));
  const days = [rule.effective.from, old.effective.from, ...figures];
  return [...new Set(days)]
    .sort()
    .filter((on) => isInForce(rule.effective, on) && isInForce(old.effective, on));
}

function lintTightening({ own: { rule }, wider: { rule: old }, words }: Override): readonly Text[] {
  const shares = rule.checkpoints.some((name) => old.checkpoints.includes(name));
  const isHarder = SEVERITIES.indexOf(rule.severity) > SEVERITIES.indexOf(old.severity);
  const asksMore = sharedDays({ rule, old, words }).some((on) => {
    const given = putInOn({ words }, on);
    const more = {
      holds: [withLiterals(rule.when, given)],
      fails: [withLiterals(old.when, given)],
    };
    return findCase(more, words.facts).kind !== 'none';
  });
  return [
    ...(shares ? [] : [text(`与 ${old.id} 没有共同的核查环节`, `is checked nowhere ${old.id} is`)]),
    ...(isHarder || asksMore ? [] : [text(`并不比 ${old.id} 严格`, `asks for no more than ${old.id}`)]),
  ];
}

function lintExemption({ own, wider }: Override): readonly Text[] {
  const { rule } = own;
  const { rule: old } = wider;
  const beyond = rule.checkpoints.filter((name) => !old.checkpoints.includes(name));
  return [
    ...(rule.severity === 'inform' && rule.waivable
      ? []
      : [
          text(
            '豁免只作提示（severity 为 inform，waivable 为 true）',
            'an exemption informs and is waivable: severity inform, waivable true',
          ),
        ]),
    ...beyond.map((name) =>
      text(`${old.id} 不在 ${name} 核查，无从豁免`, `exempts at ${name}, where ${old.id} is not checked`),
    ),
    ...(old.waivable || own.pack.jurisdiction === wider.pack.jurisdiction
      ? []
      : [
          text(
            `${old.id} 不可豁免，下位层无权放宽`,
            `${old.id} may not be waived, and a narrower jurisdiction may not exempt from it`,
          ),
        ]),
  ];
}
