import type { Command } from 'commander';
import { type RealFigures, tellReal } from '../../tests/walks/real/real-walk.ts';
import { shortest } from '../../tests/walks/shrink.ts';
import { tell, tellStep } from '../../tests/walks/tell.ts';
import { transfersMatter } from '../../tests/walks/transfers.ts';
import { type Divergence, walk } from '../../tests/walks/walk.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, StackFailure } from '../stack/failure.ts';

const RUNS = 10_000;
const TOLD_EVERY = 1_000;
const REAL_TOLD_EVERY = 50;

/** `goufu walks`: the approval engine against its reference model; exit 4 with the shortest walk on which they part. */
export function register(program: Command): void {
  program
    .command('walks')
    .description(
      inWords({
        zh: '随机漫步：审批引擎与独立参照模型逐步比对',
        en: 'random walks: the approval engine against an independent reference model, step by step',
      }),
    )
    .option('--runs <n>', inWords({ zh: '次数', en: 'how many' }), String(RUNS))
    .option('--seed <n>', inWords({ zh: '起始种子', en: 'first seed' }), '1')
    .option(
      '--real',
      inWords({
        zh: '在真实工作流上漫步：PostgreSQL、Temporal、时钟、丢失的应答与被杀的进程',
        en: 'on the real workflow: PostgreSQL, Temporal, clocks, lost answers and killed workers',
      }),
    )
    .action(async (options: { readonly runs: string; readonly seed: string; readonly real?: true }) => {
      const [runs, seed] = [whole(options.runs), whole(options.seed)];
      process.exitCode = options.real ? await runReal(runs, seed) : run(runs, seed);
    });
}

function whole(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new StackFailure(
    { zh: `须为正整数：${text}`, en: `a whole number above zero is needed: ${text}` },
    EXIT.usage,
  );
}

function run(runs: number, first: number): number {
  const began = Date.now();
  const verbs = new Map<string, number>();
  const ends = new Map<string, number>();
  let steps = 0;
  for (let done = 0; done < runs; done += 1) {
    const seed = first + done;
    const walked = walk(seed);
    if ('problem' in walked) return failed(shortest(walked));
    const matters = transfersMatter(seed);
    if (matters !== null) {
      print(matters);
      return EXIT.findings;
    }
    steps += walked.steps;
    ends.set(walked.status, (ends.get(walked.status) ?? 0) + 1);
    for (const [verb, times] of walked.verbs) verbs.set(verb, (verbs.get(verb) ?? 0) + times);
    if ((done + 1) % TOLD_EVERY === 0) note(`${done + 1}/${runs}`);
  }
  const seconds = (Date.now() - began) / 1_000;
  print(`walks ${runs}, seeds ${first}..${first + runs - 1}, steps ${steps}, divergences 0`);
  print(`ends: ${figures(ends)}`);
  print(`accepted: ${figures(verbs)}`);
  print(`${seconds.toFixed(1)} s, ${Math.round(runs / seconds)} walks/s`);
  return EXIT.ok;
}

async function runReal(runs: number, first: number): Promise<number> {
  const began = Date.now();
  const { walkForReal } = await import('../../tests/walks/real/services.ts');
  const told = (done: number) => {
    if (done % REAL_TOLD_EVERY === 0) note(`${done}/${runs}`);
  };
  const { walked, found, hazards } = await walkForReal({ runs, first, told });
  for (const one of found) print(tellReal(one));
  const sum = (count: (one: RealFigures) => number) => walked.reduce((all, one) => all + count(one), 0);
  const rung = sum((one) => one.rung);
  print(
    `real walks ${walked.length} of ${runs}, seeds ${first}..${first + runs - 1}, moves ${sum((one) => one.moves)}, divergences ${found.length}`,
  );
  print(`ends: ${figures(counted(walked.map(({ status }) => status)))}`);
  print(`accepted: ${figures(counted(walked.flatMap(({ verbs }) => verbs)))}`);
  print(
    `races ${sum((one) => one.races)}, clocks rung ${rung}, restarts ${hazards.restarts}, kills ${hazards.kills}`,
  );
  print(`${((Date.now() - began) / 1_000).toFixed(1)} s`);
  return found.length === 0 ? EXIT.ok : EXIT.findings;
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const figures = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${name} ${count}`).join(', ');

function failed(found: Divergence): number {
  print(tell(found, found.steps.map(tellStep)));
  return EXIT.findings;
}
