import { readdirSync, readFileSync } from 'node:fs';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Pack } from '../engine/pack-schema.ts';
import { loadPack } from '../engine/read-pack.ts';

const PACK_FOLDERS = ['national', 'sichuan'] as const;
const MAX_FILE_BYTES = 1_000_000;

/**
 * The packs shipped with the product. A pack is a folder: `pack.json` says what it is, `facts.json` and
 * `parameters.json` hold its vocabulary and figures, every `rules-*.json` a list of rules.
 */
export const shippedPacks: readonly Pack[] = PACK_FOLDERS.map(readFolder);

function readFolder(folder: string): Pack {
  const at = new URL(`./${folder}/`, import.meta.url);
  const ruleFiles = readdirSync(at)
    .filter((file) => /^rules-.*\.json$/.test(file))
    .sort();
  const header = readJson(new URL('pack.json', at));
  invariant(typeof header === 'object' && header !== null, `${folder}/pack.json is not an object`);
  return loadPack({
    ...header,
    facts: readJson(new URL('facts.json', at)),
    parameters: readJson(new URL('parameters.json', at)),
    rules: ruleFiles.flatMap((file) => readJson(new URL(file, at))),
  });
}

/** Unchecked on purpose: the pack schema judges what comes out. */
function readJson(file: URL): unknown {
  const content = readFileSync(file, 'utf8');
  invariant(content.length <= MAX_FILE_BYTES, `${file.pathname} is larger than ${MAX_FILE_BYTES} characters`);
  return JSON.parse(content);
}
