import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dateAt, isLocalDate, type LocalDate } from '../../domain/kernel/local-date.ts';
import type { Language } from '../../domain/kernel/text.ts';
import type { Facts } from '../../domain/policy/types.ts';
import { readFacts } from '../../rules/engine/given-facts.ts';
import type { FactDefinition, Pack } from '../../rules/engine/pack-schema.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { EXIT, type Sentence, StackFailure } from '../stack/failure.ts';

const MAX_FILE_BYTES = 1_000_000;
const factsFile = z.record(z.string(), z.unknown());

export const usage = (sentence: Sentence): StackFailure => new StackFailure(sentence, EXIT.usage);

/** A day written as YYYY-MM-DD; today when none is given. */
export const dayAsked = (on: string | undefined): LocalDate =>
  on === undefined ? dateAt(Date.now()) : dayIn(on);

export function dayIn(on: string): LocalDate {
  if (isLocalDate(on)) return on;
  throw usage({ zh: `${on} 不是日期（YYYY-MM-DD）。`, en: `${on} is not a date (YYYY-MM-DD).` });
}

type Definitions = ReadonlyMap<string, FactDefinition>;

export const definitionsIn = (packs: readonly Pack[]): Definitions =>
  new Map(packs.flatMap((pack) => pack.facts.map((fact) => [fact.name, fact] as const)));

/** Facts of a JSON file; what cannot be taken as it is written is a mistake and said so. */
export function factsIn(file: string): Facts {
  const read = factsFile.safeParse(parsed(file));
  if (read.success) return taken(definitionsIn(shippedPacks), read.data);
  throw usage({
    zh: `${file} 应为一个 JSON 对象：事实名称与取值。`,
    en: `${file} has to be a JSON object of fact names and values.`,
  });
}

/** Facts written as `name=value`; a value is JSON where it can be read so, else a text. */
export function factsSaid(definitions: Definitions, words: readonly string[]): Facts {
  const given = words.map((one): [string, unknown] => {
    const at = one.indexOf('=');
    if (at < 1) throw usage({ zh: `${one}：应为“事实名=取值”。`, en: `${one}: give fact=value.` });
    const [name, value] = [one.slice(0, at), one.slice(at + 1)];
    return [name, definitions.get(name)?.type === 'text' ? value : jsonOr(value)];
  });
  return taken(definitions, Object.fromEntries(given));
}

function taken(definitions: Definitions, given: Readonly<Record<string, unknown>>): Facts {
  const reading = readFacts(definitions, given);
  if (reading.ok) return reading.facts;
  const lines = (language: Language) =>
    reading.problems.map(({ fact, reason }) => `${fact}: ${reason[language]}`).join('; ');
  throw usage({ zh: lines('zh'), en: lines('en') });
}

function jsonOr(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}

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
