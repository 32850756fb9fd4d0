import { isDeepStrictEqual } from 'node:util';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import type { Facts } from '../../domain/policy/types.ts';
import { isInForce } from './binding.ts';
import { type Definitions, findCase } from './cases.ts';
import { type Literal, putInOn, withLiterals } from './literal.ts';
import type { Rule } from './pack-schema.ts';
import type { Release } from './release.ts';
import { namesWithin, type SharedConditions } from './shared-conditions.ts';

/** One difference between two releases on one day, said plainly, with a case whose outcome changes. */
export interface PolicyChange {
  readonly kind:
    | 'added'
    | 'removed'
    | 'stricter'
    | 'looser'
    | 'severity'
    | 'checkpoints'
    | 'missing'
    | 'undecided';
  readonly rule: string;
  readonly sentence: Text;
  /** Null where the sentence says it all (severity, checkpoints), or none was found within the limits. */
  readonly witness: Facts | null;
}

interface Version {
  readonly rule: Rule;
  readonly when: Literal;
}

/**
 * 规则差异 what a new release decides otherwise than an old one on a day, rule by rule. It compares meanings: a rule
 * written anew that fires in exactly the same cases is no change. Wording, articles and remedies are not compared.
 */
export function diffReleases(before: Release, after: Release, on: LocalDate): readonly PolicyChange[] {
  const old = versionsOn(before, on);
  const young = versionsOn(after, on);
  const definitions = new Map([...before.words.facts, ...after.words.facts]);
  const shared = { old: before.words.shared, young: after.words.shared };
  const ids = [...new Set([...old.keys(), ...young.keys()])].sort();
  return ids.flatMap((id) => changesOf({ id, old: old.get(id), young: young.get(id), definitions, shared }));
}

const versionsOn = (release: Release, on: LocalDate): ReadonlyMap<string, Version> =>
  new Map(
    release.packs
      .flatMap(({ rules }) => rules)
      .filter((rule) => isInForce(rule.effective, on))
      .map((rule) => [rule.id, { rule, when: withLiterals(rule.when, putInOn(release, on)) }]),
  );

interface Compared {
  readonly id: string;
  readonly old: Version | undefined;
  readonly young: Version | undefined;
  readonly definitions: Definitions;
  readonly shared: { readonly old: SharedConditions; readonly young: SharedConditions };
}

function changesOf({ id, old, young, definitions, shared }: Compared): readonly PolicyChange[] {
  if (old && young)
    return [
      ...changesOfForm(old.rule, young.rule),
      ...changesOfMeaning({ old, young, definitions, because: becauseOf(old, young, shared) }),
    ];
  const one = young ?? old;
  if (!one) return [];
  const { title } = one.rule;
  const search = findCase({ holds: [one.when], fails: [] }, definitions);
  const witness = search.kind === 'found' ? search.facts : null;
  return young
    ? [
        {
          kind: 'added',
          rule: id,
          witness,
          sentence: text(`新增规则 ${id}「${title.zh}」。`, `Rule ${id} "${title.en}" is new.`),
        },
      ]
    : [
        {
          kind: 'removed',
          rule: id,
          witness,
          sentence: text(`取消规则 ${id}「${title.zh}」。`, `Rule ${id} "${title.en}" is gone.`),
        },
      ];
}

const SEVERITIES: Readonly<Record<Rule['severity'], Text>> = {
  block: { zh: '不予办理', en: 'refuses' },
  'require-approval': { zh: '须说明情况', en: 'asks for a justification' },
  warn: { zh: '提醒', en: 'warns' },
  inform: { zh: '提示', en: 'informs' },
};

function changesOfForm(old: Rule, young: Rule): readonly PolicyChange[] {
  const { id } = young;
  const [from, to] = [SEVERITIES[old.severity], SEVERITIES[young.severity]];
  const gone = old.checkpoints.filter((name) => !young.checkpoints.includes(name));
  const come = young.checkpoints.filter((name) => !old.checkpoints.includes(name));
  return [
    ...(old.severity === young.severity
      ? []
      : [
          {
            kind: 'severity' as const,
            rule: id,
            witness: null,
            sentence: text(
              `${id} 触发后由“${from.zh}”改为“${to.zh}”。`,
              `When it fires, ${id} ${to.en}; it used to be one that ${from.en}.`,
            ),
          },
        ]),
    ...ofMissing(old, young),
    ...come.map((name) =>
      moved(id, text(`${id} 今后也在环节 ${name} 核查。`, `${id} is now also checked at ${name}.`)),
    ),
    ...gone.map((name) =>
      moved(id, text(`${id} 今后不再在环节 ${name} 核查。`, `${id} is no longer checked at ${name}.`)),
    ),
  ];
}

function ofMissing(old: Rule, young: Rule): readonly PolicyChange[] {
  const [before, after] = [old, young].map(({ onMissing }) => onMissing ?? 'needs-information');
  if (before === after) return [];
  const sentence =
    after === 'block'
      ? text(`${young.id} 缺信息时今后不予办理。`, `${young.id} now refuses when information is missing.`)
      : text(
          `${young.id} 缺信息时今后要求补充信息。`,
          `${young.id} now asks for information that is missing.`,
        );
  return [{ kind: 'missing', rule: young.id, witness: null, sentence }];
}

const moved = (rule: string, sentence: Text): PolicyChange => ({
  kind: 'checkpoints',
  rule,
  sentence,
  witness: null,
});

/** Names the shared conditions of both versions that are written otherwise now; empty where there are none. */
function becauseOf(old: Version, young: Version, shared: Compared['shared']): Text {
  const before = new Set(namesWithin(old.rule.when, shared.old));
  const changed = namesWithin(young.rule.when, shared.young)
    .filter((name) => before.has(name))
    .flatMap((name) => {
      const [one, other] = [shared.old.get(name), shared.young.get(name)];
      return one && other && !isDeepStrictEqual(one.when, other.when) ? [other.label] : [];
    });
  if (changed.length === 0) return text('', '');
  const [zh, en] = [changed.map((one) => `「${one.zh}」`), changed.map((one) => `"${one.en}"`)];
  return text(`共用条件${zh.join('、')}已改。`, ` Shared condition changed: ${en.join(', ')}.`);
}

interface Meanings {
  readonly old: Version;
  readonly young: Version;
  readonly definitions: Definitions;
  readonly because: Text;
}

function changesOfMeaning({ old, young, definitions, because }: Meanings): readonly PolicyChange[] {
  const { id } = young.rule;
  // An exemption that applies in more cases makes the law looser.
  const [harder, softer] = young.rule.override?.kind === 'exempts' ? [old, young] : [young, old];
  const more = findCase({ holds: [harder.when], fails: [softer.when] }, definitions);
  const less = findCase({ holds: [softer.when], fails: [harder.when] }, definitions);
  const open = more.kind === 'too-many' || less.kind === 'too-many';
  const undecided = text(
    `${id} 的情形过多，未能判定新旧是否一致。`,
    `${id} has too many kinds of case to tell whether its meaning changed.`,
  );
  const stricter = text(
    `${id} 更严：有的情形原先通过，今后不通过。${because.zh}`,
    `${id} is stricter: cases that passed it no longer do.${because.en}`,
  );
  const looser = text(
    `${id} 更宽：有的情形原先不通过，今后通过。${because.zh}`,
    `${id} is looser: cases that did not pass it now do.${because.en}`,
  );
  return [
    ...(more.kind === 'found'
      ? [{ kind: 'stricter' as const, rule: id, sentence: stricter, witness: more.facts }]
      : []),
    ...(less.kind === 'found'
      ? [{ kind: 'looser' as const, rule: id, sentence: looser, witness: less.facts }]
      : []),
    ...(open ? [{ kind: 'undecided' as const, rule: id, sentence: undecided, witness: null }] : []),
  ];
}
