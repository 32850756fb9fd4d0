import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dateAt, dayNumber, isLocalDate, type LocalDate } from '../../domain/kernel/local-date.ts';
import type { Facts, FactValue } from '../../domain/policy/types.ts';
import type { FactDefinition, Pack } from '../../rules/engine/pack-schema.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { EXIT, type Sentence, StackFailure } from '../stack/failure.ts';

const MAX_FILE_BYTES = 1_000_000;
const factsFile = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]),
);

export const usage = (sentence: Sentence): StackFailure => new StackFailure(sentence, EXIT.usage);

/** A day written as YYYY-MM-DD; today when none is given. */
export const dayAsked = (on: string | undefined): LocalDate =>
  on === undefined ? dateAt(Date.now()) : dayIn(on);

export function dayIn(on: string): LocalDate {
  if (isLocalDate(on)) return on;
  throw usage({ zh: `${on} 不是日期（YYYY-MM-DD）。`, en: `${on} is not a date (YYYY-MM-DD).` });
}

export const definitionsIn = (packs: readonly Pack[]): ReadonlyMap<string, FactDefinition> =>
  new Map(packs.flatMap((pack) => pack.facts.map((fact) => [fact.name, fact] as const)));

/** Facts as JSON; a date may be written as a date. A name no pack knows is a mistake and said so. */
export function readFacts(file: string): Facts {
  const read = factsFile.safeParse(parsed(file));
  if (!read.success) {
    throw usage({
      zh: `${file} 应为一个 JSON 对象：事实名称与取值。`,
      en: `${file} has to be a JSON object of fact names and values.`,
    });
  }
  const definitions = definitionsIn(shippedPacks);
  return Object.fromEntries(
    Object.entries(read.data).map(([name, value]) => {
      const definition = definitions.get(name);
      if (!definition)
        throw usage({ zh: `规则包没有名为 ${name} 的事实。`, en: `No pack knows a fact named ${name}.` });
      return [name, withDay(definition, value)];
    }),
  );
}

/** A value as it is typed at a terminal; undefined for what no fact can be. */
export function parsedFact(definition: FactDefinition, text: string): FactValue | undefined {
  if (definition.type === 'text' || definition.unit === 'date') return withDay(definition, text);
  try {
    const read = factsFile.safeParse({ value: JSON.parse(text) as unknown });
    return read.data?.['value'];
  } catch {
    return undefined;
  }
}

const withDay = ({ unit }: FactDefinition, value: FactValue): FactValue =>
  unit === 'date' && typeof value === 'string' && isLocalDate(value) ? dayNumber(value) : value;

function parsed(file: string): unknown {
  try {
    const content = readFileSync(file, 'utf8');
    if (content.length <= MAX_FILE_BYTES) return JSON.parse(content);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usage({ zh: `读不了 ${file}：${why}`, en: `Cannot read ${file}: ${why}` });
  }
  throw usage({ zh: `${file} 过大。`, en: `${file} is too large.` });
}
