import type { Command } from 'commander';
import { inWords } from '../output.ts';
import type { Asked } from '../policy/asked.ts';
import { diff } from '../policy/diff.ts';
import { type ExplainOptions, explain } from '../policy/explain.ts';
import { lint } from '../policy/lint.ts';
import { mutation } from '../policy/mutation.ts';
import { addRecheck } from '../policy/recheck.ts';
import { addReleaseCommands } from '../policy/release-commands.ts';
import { addTables } from '../policy/tables.ts';
import { testExamples } from '../policy/test-examples.ts';
import { addTrials } from '../policy/trials.ts';
import type { ExitCode, Sentence } from '../stack/failure.ts';

/** `goufu policy …`: what the owner of the policy packs does; needs no running Goufu. */
export function register(program: Command): void {
  const policy = program.command('policy').description(
    inWords({
      zh: '规则包：检查、示例、变异、解释',
      en: 'policy packs: lint, examples, mutation, explain',
    }),
  );
  const add = (name: string, what: Sentence, run: (asked: Asked) => ExitCode | Promise<ExitCode>) =>
    policy
      .command(name)
      .description(inWords(what))
      .option('--json', inWords({ zh: '输出 JSON', en: 'print JSON' }))
      .action(async (asked: Asked) => {
        process.exitCode = await run(asked);
      });
  add('test', { zh: '逐条核对规则包自带的示例', en: 'try every example of the packs' }, testExamples);
  add(
    'mutation',
    { zh: '变异测试：示例能否发现规则中的错误', en: 'whether the examples would find faults in the rules' },
    mutation,
  );
  addLint(policy);
  addExplain(policy);
  addDiff(policy);
  addTrials(policy);
  addReleaseCommands(policy);
  addRecheck(policy);
  addTables(policy);
}

function addLint(policy: Command): void {
  policy
    .command('lint')
    .argument(
      '[paths...]',
      inWords({
        zh: '未发布的规则包：文件夹或 JSON 文件；不填则检查随产品发布的规则包',
        en: 'packs not shipped, folders or JSON files; the shipped ones if none is given',
      }),
    )
    .description(
      inWords({
        zh: '检查规则包：不可达、等价、包含、冲突、时间空档、日期重叠，以及各条规则是否落到流程环节',
        en: 'check packs: unreachable, equivalent, contained, conflicting, gaps in time, overlaps, and which rules a step reaches',
      }),
    )
    .option('--json', inWords({ zh: '输出 JSON', en: 'print JSON' }))
    .action((paths: readonly string[], asked: Asked) => {
      process.exitCode = lint(asked, paths);
    });
}

function addExplain(policy: Command): void {
  policy
    .command('explain')
    .argument(
      '<checkpoint>',
      inWords({ zh: '环节（命令名，如 RequestBudget）', en: 'command asked, such as RequestBudget' }),
    )
    .description(
      inWords({
        zh: '解释一项决定，并说明怎样才能通过',
        en: 'explain a decision and what would make it pass',
      }),
    )
    .requiredOption('--facts <file>', inWords({ zh: '事实（JSON 文件）', en: 'facts, a JSON file' }))
    .option(
      '--on <date>',
      inWords({ zh: '适用哪一天的规则，默认今天', en: 'day whose law applies, today if not given' }),
    )
    .option('--region <code>', inWords({ zh: '地区代码', en: 'region code' }), '519901')
    .option('--all', inWords({ zh: '也列出通过的规则', en: 'also the rules that pass' }))
    .option('--json', inWords({ zh: '输出 JSON', en: 'print JSON' }))
    .action(async (checkpoint: string, options: ExplainOptions) => {
      process.exitCode = await explain(checkpoint, options);
    });
}

function addDiff(policy: Command): void {
  policy
    .command('diff')
    .argument('<old>', inWords({ zh: '旧规则包所在文件夹', en: 'folder of the old packs' }))
    .argument('<new>', inWords({ zh: '新规则包所在文件夹', en: 'folder of the new packs' }))
    .description(
      inWords({ zh: '两版规则包在含义上的差异', en: 'what two versions of the packs decide differently' }),
    )
    .option('--json', inWords({ zh: '输出 JSON', en: 'print JSON' }))
    .action((old: string, young: string, asked: Asked) => {
      process.exitCode = diff({ old, young }, asked);
    });
}
