import { readFileSync } from 'node:fs';

/** The hash of each version that this product ships, beside the code that reads it; `goufu policy pin` writes it. */
export const PIN_FILE = new URL('./shipped-hashes.json', import.meta.url);

type Pins = Readonly<Record<string, string>>;
// Written by ourselves; a damaged file matches nothing.
const pins = JSON.parse(readFileSync(PIN_FILE, 'utf8')) as Pins;

/** Whether the code knows these packs as shipped with it. */
export const isPinned = ({ version, hash }: { readonly version: string; readonly hash: string }): boolean =>
  pins[version] === hash;
