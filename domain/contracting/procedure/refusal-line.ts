import { cite, type Instrument } from '../../kernel/law.ts';
import type { Confidence } from '../../kernel/refusal.ts';
import type { Obstacle } from '../../kernel/refusal-table.ts';
import { text } from '../../kernel/text.ts';

type Source = readonly [Instrument, string, Confidence];
type Words = readonly [zh: string, en: string];

/** 一条 one obstacle on one line of the tables: rule, source, then what is wrong and what helps, in both languages. */
export const line = (rule: string, source: Source, [message, remedy]: readonly [Words, Words]): Obstacle => ({
  rule,
  citation: cite(...source),
  message: text(...message),
  remedy: text(...remedy),
});
/** Our own rule (D). */
export const house = (rule: string): Source => ['house', rule, 'D'];
