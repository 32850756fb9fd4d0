import type { Command } from 'commander';
import { shortest } from '../../tests/walks/shrink.ts';
import { tell, tellStep } from '../../tests/walks/tell.ts';
import { transfersMatter } from '../../tests/walks/transfers.ts';
import { type Divergence, walk } from '../../tests/walks/walk.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, StackFailure } from '../stack/failure.ts';

const RUNS = 10_000;
const TOLD_EVERY = 1_000;

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
    .action((options: { readonly runs: string; readonly seed: string }) => {
      process.exitCode = run(whole(options.runs), whole(options.seed));
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

const figures = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${name} ${count}`).join(', ');

function failed(found: Divergence): number {
  print(tell(found, found.steps.map(tellStep)));
  return EXIT.findings;
}
