import { z } from 'zod';
import { MAX_FEN } from '../../domain/kernel/money.ts';

/** What a field must be beyond its type; the word a message is looked up by (see api/problem/issues.ts). */
export type FieldRule =
  | 'blank'
  | 'controlCharacter'
  | 'dateRange'
  | 'birthRange'
  | 'noSearchableCharacter'
  | 'milestoneNumbers'
  | 'tooManyEntries'
  | 'repeatedEntries'
  | 'reservedName';

const rule = (name: FieldRule) => ({ params: { rule: name } });

// An empty text is told by its length already.
const notBlank = (value: string): boolean => value === '' || value.trim() !== '';
// PostgreSQL keeps neither NUL nor half of a surrogate pair; the other control characters have no place in a record.
const oneLine = (value: string): boolean => !/[\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(value);
const manyLines = (value: string): boolean => !/[^\P{Cc}\n\r\t]|\p{Surrogate}/u.test(value);
const inYears =
  (from: number, to: number) =>
  (value: string): boolean =>
    value >= `${from}-01-01` && value <= `${to}-12-31`;

/** One line of text, not blank: a name, a number of a document. */
export const line = (max = 200) =>
  z.string().min(1).max(max).refine(notBlank, rule('blank')).refine(oneLine, rule('controlCharacter'));

/** Text of several lines, not blank: an opinion, a report. */
export const paragraph = (max = 4_000) =>
  z.string().min(1).max(max).refine(notBlank, rule('blank')).refine(manyLines, rule('controlCharacter'));

/** The forms that texts of ours have; what each means for a reader is said in api/problem/issues.ts. */
export const FORMS = {
  id: /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/,
  regionCode: /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/,
  idempotencyKey: /^[A-Za-z0-9._:-]{8,128}$/,
  place: /^[A-Za-z][A-Za-z0-9]{0,63}(#\d{1,4}(\.\d{1,4})?)?$/,
  ruleId: /^[A-Z]{2,8}-[A-Z0-9-]{1,24}$/,
  taskId: /^([A-Za-z0-9][A-Za-z0-9._:-]{0,63}#\d{1,4}\.\d{1,4}|initiator)$/,
  sha256: /^[0-9a-f]{64}$/,
  fieldName: /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
  base64: /^[A-Za-z0-9+/]{1,400}={0,2}$/,
  packVersion: /^\d{4}\.\d{1,3}$/,
  checkpoint: /^[A-Z][A-Za-z]{2,60}$/,
  feedPosition: /^\d{1,20}-\d{1,19}$/,
} as const;

/** The id of a thing of ours. */
export const id = () => z.string().regex(FORMS.id);

/** A calendar date YYYY-MM-DD between 2000 and 2100. */
export const date = () => z.iso.date().refine(inYears(2000, 2100), rule('dateRange'));

/** 出生日期 the day somebody was born. */
export const birthday = () => z.iso.date().refine(inYears(1900, 2100), rule('birthRange'));

/** A web address that starts with http:// or https://. */
export const url = () =>
  z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine(oneLine, rule('controlCharacter'));

/** An amount of money above zero, in whole fen (分). */
export const amount = () => z.int().min(1).max(MAX_FEN);

/** An amount of money that may be zero, in whole fen (分). */
export const amountOrZero = () => z.int().min(0).max(MAX_FEN);

export const count = (max = 100_000_000) => z.int().min(0).max(max);

export const year = () => z.int().min(2000).max(2100);

export const percent = () => z.number().min(0).max(100);

/** A quantity that is measured, not counted. */
export const quantity = () => z.number().min(-1_000_000_000_000).max(1_000_000_000_000);

/** A code of a region: two digits a level, three for a township. */
export const regionCode = () => z.string().regex(FORMS.regionCode);

/** Words to search for; at least one letter or digit. */
export const searchWords = () =>
  z
    .string()
    .min(1)
    .max(100)
    .refine(oneLine, rule('controlCharacter'))
    .refine((value) => value === '' || /[\p{L}\p{N}]/u.test(value), rule('noSearchableCharacter'));

/** 项目序号 a milestone's number. */
export const milestoneNo = () => z.int().min(1).max(100);

/** A key of the caller's choice: the same key gets the same answer, whatever happened on the way. */
export const idempotencyKeyField = () => z.string().regex(FORMS.idempotencyKey);

export const withRule = rule;
