import { type Command, InvalidArgumentError } from 'commander';
import { dateAt } from '../../domain/kernel/local-date.ts';
import { writeLife } from '../demo-data/life.ts';
import { playAll } from '../demo-data/load.ts';
import { seedProjects } from '../demo-data/seed-projects.ts';
import { demoWorld, shippedCalendar } from '../demo-data/world.ts';
import { inWords, note } from '../output.ts';
import { runningApi } from '../running.ts';

const MAX_PROJECTS = 5_000;

interface Options {
  readonly seed: number;
  readonly projects: number;
}

/**
 * `goufu seed --seed N --projects N`: more projects of the demonstration, the same on the same day for the same seed;
 * broken off and repeated, it goes on where it stopped.
 */
export function register(program: Command): void {
  program
    .command('seed')
    .description(
      inWords({
        zh: '通过公开 API 再生成一批演示项目',
        en: 'make more demo projects through the public API',
      }),
    )
    .option('--seed <number>', inWords({ zh: '随机种子', en: 'seed' }), wholeNumber(2 ** 31), 1)
    .option('--projects <number>', inWords({ zh: '项目数', en: 'how many' }), wholeNumber(MAX_PROJECTS), 50)
    .action(async ({ seed, projects }: Options) => {
      const { apiUrl } = await runningApi();
      const today = dateAt(Date.now());
      const world = demoWorld(today, shippedCalendar());
      const lives = seedProjects(seed, projects).map((recipe) => writeLife(recipe, world));
      await playAll(lives, { apiUrl, keyPrefix: `seed:${today}`, onProgress: note });
    });
}

const wholeNumber = (max: number) => (given: string) => {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new InvalidArgumentError(
    inWords({ zh: `应为 1 至 ${max} 的整数。`, en: `A whole number from 1 to ${max}.` }),
  );
};
