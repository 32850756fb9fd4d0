import { parseArgs } from 'node:util';
import { invariant } from '../domain/kernel/invariant.ts';
import { analysePacks } from '../rules/engine/analysis.ts';
import { inFreshProcess, measureBulk, measureCold } from './policy/bulk.ts';
import { CASES } from './policy/cases.ts';
import { cpuMs, median, timed } from './policy/clock.ts';
import { type Contestant, contestants } from './policy/contest.ts';
import { garbageOf } from './policy/garbage.ts';
import { conditions, releaseWith } from './policy/measured-pack.ts';
import { goalsOf, showBulk, showGoals, showResults } from './policy/show.ts';

/**
 * CPU time of sixty typical rules over twenty facts, side by side in one run; asserts only that all say the same. Usage:
 *   npm run bench:policy -- [--rounds 15] [--million] [--json]
 * `--million` also runs a backtest of a million cases through and compares its memory with one of 100,000.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    million: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
invariant(rounds > 0, '--rounds is a number above 0');

const SAMPLE_MS = 25;
const YARDSTICK = 'json-rules-engine, reused';
const LIMIT = 'hand-written function';

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

const COMPARED = 256;

async function demandAgreement(all: readonly Contestant[]): Promise<void> {
  for (const index of CASES.slice(0, COMPARED).keys()) {
    const said = await Promise.all(all.map(async (one) => JSON.stringify(await one.answer(index))));
    const odd = all.filter((_, at) => said[at] !== said[0]).map(({ name }) => name);
    invariant(odd.length === 0, `Case ${index}: ${odd.join(', ')} differ from ${all[0]?.name}`);
  }
}

async function measureDecisions() {
  const all = contestants();
  await demandAgreement(all);
  const times = new Map<Contestant, number>();
  for (const one of all) times.set(one, await timesFor(one));
  const samples = new Map<Contestant, number[]>(all.map((one) => [one, []]));
  // Round by round, so that a busy moment of the machine hits everybody.
  for (let round = 0; round < rounds; round += 1) {
    for (const one of all) {
      const count = times.get(one) ?? 1;
      samples.get(one)?.push(((await spend(one, count)) / count) * 1_000);
    }
  }
  const found = all.map((one) => ({
    name: one.name,
    microseconds: median(samples.get(one) ?? []),
    garbageBytes: one.name.startsWith('compiled') ? garbageOf(one) : null,
  }));
  const of = (name: string) => found.find((one) => one.name === name)?.microseconds ?? Number.NaN;
  return found.map((one) => ({
    ...one,
    timesYardstick: of(YARDSTICK) / one.microseconds,
    shareOfLimit: of(LIMIT) / one.microseconds,
  }));
}

function measureLint(): number {
  const { packs } = releaseWith(conditions);
  const run = () => {
    analysePacks(packs);
  };
  timed(10, run);
  return median(Array.from({ length: rounds }, () => timed(1, run)));
}

function measureMemory() {
  const [smaller, larger] = [inFreshProcess('memory', 100_000), inFreshProcess('memory', 1_000_000)];
  return { megabytesAt100000: smaller, megabytesAt1000000: larger };
}

const results = await measureDecisions();
const lintMs = measureLint();
const bulk = [2_000, 20_000, 100_000].map((count) => measureBulk(count, rounds));
const cold = [2_000, 20_000].map((count) => measureCold(count, 5));
const memory = values.million ? measureMemory() : null;
const goals = goalsOf({ results, bulk, cold, lintMs });
if (values.json) {
  const measured = { rules: 60, facts: 20, cases: CASES.length, rounds, results, lintMs, bulk, cold, memory };
  console.log(JSON.stringify({ ...measured, goals }));
} else {
  showResults(results);
  showBulk(bulk, cold);
  console.log(`\nlint of 60 rules: ${lintMs.toFixed(1)} ms`);
  if (memory) {
    const [smaller, larger] = [memory.megabytesAt100000.toFixed(0), memory.megabytesAt1000000.toFixed(0)];
    console.log(`largest memory of a backtest: ${smaller} MB at 100,000 cases, ${larger} MB at 1,000,000`);
  }
  showGoals(goals);
}
