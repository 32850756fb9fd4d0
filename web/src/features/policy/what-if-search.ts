import { wordsOf } from '../../shared/search.ts';

/** 事实 given by the reader, by name. */
export type GivenFacts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The step, the region and the facts of a what-if, as they stand in the address; the server judges each fact by name. */
export function whatIfSearch(
  search: Record<string, unknown>,
): ReturnType<typeof words> & { readonly facts?: GivenFacts } {
  const { facts } = search;
  const isGiven = typeof facts === 'object' && facts !== null && !Array.isArray(facts);
  return { ...words(search), ...(isGiven && { facts: facts as GivenFacts }) };
}

const words = wordsOf('checkpoint', 'regionCode');
