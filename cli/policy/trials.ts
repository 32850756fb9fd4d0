import type { Command } from 'commander';
import { inWords } from '../output.ts';
import { type BacktestOptions, backtest } from './backtest.ts';
import { type SimulateOptions, simulate } from './simulate.ts';

const JSON_OPTION = ['--json', { zh: '输出 JSON', en: 'print JSON' }] as const;
const DEFAULT_SEED = '20260921';

/** What tries packs out before they bind anyone: `backtest` on recorded decisions, `simulate` on one case. */
export function addTrials(policy: Command): void {
  policy
    .command('backtest')
    .argument('<new>', inWords({ zh: '新规则包所在文件夹', en: 'folder of the new packs' }))
    .description(
      inWords({
        zh: '用新规则包重算历史决定：谁会被区别对待（按乡镇、领域、金额、日期）',
        en: 'decide recorded decisions under new packs: who would be treated differently',
      }),
    )
    .option(
      '--old <folder>',
      inWords({ zh: '旧规则包，默认为随产品提供的', en: 'old packs; those shipped if not given' }),
    )
    .option(
      '--facts <file>',
      inWords({
        zh: '历史决定文件（每行一个 JSON），默认取自运行中的购服的数据库',
        en: 'decisions, one JSON object a line; those of the running Goufu if not given',
      }),
    )
    .option('--on <date>', inWords({ zh: '一律适用该日的规则', en: 'put all under the law of one day' }))
    .option('--seed <number>', inWords({ zh: '抽样种子', en: 'seed of the sample' }), DEFAULT_SEED)
    .option(JSON_OPTION[0], inWords(JSON_OPTION[1]))
    .action(async (folder: string, options: BacktestOptions) => {
      process.exitCode = await backtest(folder, options);
    });
  policy
    .command('simulate')
    .argument('<checkpoint>', inWords({ zh: '环节（命令名）', en: 'command asked, such as RequestBudget' }))
    .description(
      inWords({
        zh: '推演一个案例：改几项事实或换规则包',
        en: 'one case, what if: other facts, other packs',
      }),
    )
    .requiredOption('--facts <file>', inWords({ zh: '事实（JSON 文件）', en: 'facts, a JSON file' }))
    .option(
      '--set <fact=value>',
      inWords({ zh: '改动一项事实，可重复', en: 'change a fact; may be repeated' }),
      (change: string, before: readonly string[]) => [...before, change],
      [],
    )
    .option('--packs <folder>', inWords({ zh: '换用的规则包', en: 'other packs' }))
    .option(
      '--on <date>',
      inWords({ zh: '适用哪一天的规则，默认今天', en: 'day whose law applies; today if not given' }),
    )
    .option('--region <code>', inWords({ zh: '地区代码', en: 'region code' }), '510181')
    .option(JSON_OPTION[0], inWords(JSON_OPTION[1]))
    .action(async (checkpoint: string, options: SimulateOptions) => {
      process.exitCode = await simulate(checkpoint, options);
    });
}
