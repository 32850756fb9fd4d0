import type { Language } from '../../domain/kernel/text.ts';

/**
 * The language of the answer: the first of zh and en that Accept-Language prefers, by its weights; Chinese when it names
 * neither.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters
        .map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1])
        .find((one) => one !== undefined);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight), index };
    })
    .filter((wish) => wish.weight > 0 && (wish.language === 'zh' || wish.language === 'en'))
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  return wishes[0]?.language === 'en' ? 'en' : 'zh';
}

/** The language asked for by name, else the one the reader's program prefers. */
export const chosenLanguage = (
  headers: { readonly 'accept-language'?: string | undefined },
  asked: Language | undefined,
): Language => asked ?? languageOf(headers['accept-language']);
