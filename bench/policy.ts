import { parseArgs } from 'node:util';
import { invariant } from '../domain/kernel/invariant.ts';
import { CASES } from './policy/cases.ts';
import { type Contestant, contestants } from './policy/contest.ts';

/**
 * CPU time of sixty typical rules over twenty facts, side by side in one run; asserts only that all say the same. Usage:
 *   npm run bench:policy -- [--rounds 15] [--json]
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, json: { type: 'boolean', default: false } },
});

const SAMPLE_MS = 25;
const YARDSTICK = 'json-rules-engine, reused';
const LIMIT = 'hand-written function';

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

async function spend({ run }: Contestant, times: number): Promise<number> {
  const before = cpuMs();
  for (let index = 0; index < times; index += 1) {
    const pending = run(index);
    // Waiting for what is no promise would cost more than some contestants take.
    if (pending instanceof Promise) await pending;
  }
  return cpuMs() - before;
}

/** How often a contestant runs in one sample; warms it up as well. */
async function timesFor(contestant: Contestant): Promise<number> {
  let times = 16;
  for (let spent = 0; spent < SAMPLE_MS; times *= 2) spent = await spend(contestant, times);
  return times;
}

async function demandAgreement(all: readonly Contestant[]): Promise<void> {
  for (const index of CASES.keys()) {
    const said = await Promise.all(all.map(async (one) => JSON.stringify(await one.answer(index))));
    const odd = all.filter((_, at) => said[at] !== said[0]).map(({ name }) => name);
    invariant(odd.length === 0, `Case ${index}: ${odd.join(', ')} differ from ${all[0]?.name}`);
  }
}

const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

async function measure() {
  const all = contestants();
  await demandAgreement(all);
  const times = new Map<Contestant, number>();
  for (const one of all) times.set(one, await timesFor(one));
  const samples = new Map<Contestant, number[]>(all.map((one) => [one, []]));
  // Round by round, so that a busy moment of the machine hits everybody.
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const one of all) {
      const count = times.get(one) ?? 1;
      samples.get(one)?.push(((await spend(one, count)) / count) * 1_000);
    }
  }
  const found = all.map((one) => ({ name: one.name, microseconds: median(samples.get(one) ?? []) }));
  const of = (name: string) => found.find((one) => one.name === name)?.microseconds ?? Number.NaN;
  return found.map((one) => ({
    ...one,
    timesYardstick: of(YARDSTICK) / one.microseconds,
    shareOfLimit: of(LIMIT) / one.microseconds,
  }));
}

const results = await measure();
if (values.json)
  console.log(JSON.stringify({ rules: 60, facts: 20, rounds: Number(values.rounds), results }));
else {
  console.log(
    `${'60 rules, 20 facts; CPU time a decision'.padEnd(44)}${'µs'.padStart(10)}${'× reused'.padStart(12)}${'% of limit'.padStart(12)}`,
  );
  for (const { name, microseconds, timesYardstick, shareOfLimit } of results) {
    const figures = [
      microseconds.toFixed(2).padStart(10),
      timesYardstick.toFixed(2).padStart(12),
      (shareOfLimit * 100).toFixed(2).padStart(12),
    ];
    console.log(`${name.padEnd(44)}${figures.join('')}`);
  }
}
