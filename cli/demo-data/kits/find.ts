import { farmingKits } from './farming.ts';
import type { ServiceKit } from './kit.ts';
import { peopleKits } from './people.ts';
import { placeKits } from './places.ts';

const KITS: readonly ServiceKit[] = [...farmingKits, ...peopleKits, ...placeKits];

/** The kit whose code, or beginning of a code, fits the item best; the office kit where none does. */
export function kitFor(itemCode: string): ServiceKit {
  const fits = KITS.flatMap((kit) =>
    kit.items.filter((code) => itemCode.startsWith(code)).map((code) => ({ kit, length: code.length })),
  ).sort((a, b) => b.length - a.length);
  const best = fits[0]?.kit ?? KITS.at(-1);
  if (!best) throw new Error(`No service kit for ${itemCode}`);
  return best;
}
