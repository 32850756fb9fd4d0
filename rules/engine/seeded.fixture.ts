/** A seed for one property, printed so that a failure can be played again: `GOUFU_SEED=… npx vitest run …`. */
export function seeded(property: string): { readonly seed: number } {
  const seed = Number(process.env.GOUFU_SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stderr.write(`${property}: seed ${seed}\n`);
  return { seed };
}
