/** HTML that is safe to send: written by us, or escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[] | null;

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Marks that turn the direction of what follows; a printed paper shows every sign where it stands.
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const escaped = (text: string): string =>
  text.replace(BIDI, '').replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map((one) => one.text).join('');
  return escaped(String(part));
}

/** Tagged template: everything put in is escaped unless it is markup itself; null is nothing. */
export const html = (parts: TemplateStringsArray, ...values: readonly Part[]): Markup =>
  new Markup(parts.reduce((all, part, index) => `${all}${written(values[index - 1] ?? null)}${part}`));

/** Text inside a CSS string. */
export const cssString = (text: string): string =>
  `"${[...text.replace(BIDI, '')].map((sign) => (/[\p{L}\p{N} ]/u.test(sign) ? sign : `\\${sign.codePointAt(0)?.toString(16)} `)).join('')}"`;
