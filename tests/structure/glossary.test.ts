import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { GLOSSARY } from '../../domain/glossary.ts';

const domain = fileURLToPath(new URL('../../domain', import.meta.url));
const sources = readdirSync(domain, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(domain, path), 'utf8'));

/** The comment right above the exported type (or above the list that the type is made of). */
function commentOf(name: string): string | null {
  const pattern = new RegExp(
    String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\s*(?:export const \w+ = [^;]*;\s*)?export (?:interface|type) ${name}\b`,
  );
  return (
    sources.map((source) => pattern.exec(source)?.[1] ?? null).find((comment) => comment !== null) ?? null
  );
}

test.each(Object.entries(GLOSSARY))('%s is explained by its Chinese term', (name, { zh }) => {
  expect(commentOf(name), `${name} is not an exported type with a comment`).not.toBeNull();
  expect(commentOf(name)).toContain(zh);
});

test('no two names share a term', () => {
  const terms = Object.values(GLOSSARY).map((entry) => entry.zh);
  expect(new Set(terms).size).toBe(terms.length);
});
