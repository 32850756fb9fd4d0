import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { invariant } from '../../domain/kernel/invariant.ts';

/** Limit of one file of a pack. */
export const MAX_FILE_BYTES = 1_000_000;

/** Files of a pack's folder that hold rules. */
export const RULE_FILE = /^rules-.*\.json$/;

/**
 * A pack is a folder: `pack.json` says what it is, `facts.json` and `parameters.json` hold its vocabulary and figures,
 * `conditions.json`, where there is one, the conditions its rules share,
 * every `rules-*.json` a list of rules. Unchecked on purpose: the pack schema judges what comes out.
 */
export function readPackFolder(at: URL): unknown {
  const ruleFiles = readdirSync(at)
    .filter((file) => RULE_FILE.test(file))
    .sort();
  const conditions = new URL('conditions.json', at);
  const header = readJson(new URL('pack.json', at));
  invariant(typeof header === 'object' && header !== null, `${at.pathname}pack.json is not an object`);
  return {
    ...header,
    facts: readJson(new URL('facts.json', at)),
    parameters: readJson(new URL('parameters.json', at)),
    ...(existsSync(conditions) && { conditions: readJson(conditions) }),
    rules: ruleFiles.flatMap((file) => readJson(new URL(file, at))),
  };
}

function readJson(file: URL): unknown {
  const content = readFileSync(file, 'utf8');
  invariant(content.length <= MAX_FILE_BYTES, `${file.pathname} is larger than ${MAX_FILE_BYTES} characters`);
  return JSON.parse(content);
}
