import type { Pack } from '../engine/pack-schema.ts';
import { loadPack } from '../engine/read-pack.ts';
import { readPackFolder } from './pack-folder.ts';

const PACK_FOLDERS = [
  'national',
  'sichuan',
  'mintuo',
  'agriculture',
  'justice',
  'civil-affairs',
  'education',
] as const;

/** The packs shipped with the product. */
export const shippedPacks: readonly Pack[] = PACK_FOLDERS.map((folder) =>
  loadPack(readPackFolder(new URL(`./${folder}/`, import.meta.url))),
);
