import { readdir } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { explainFailure, inWords } from './output.ts';
import { EXIT } from './stack/failure.ts';

const COMMANDS = new URL('./commands/', import.meta.url);

type CommandFile = { register(program: Command): void };

const EXAMPLES = {
  zh: `示例
  npm start                          启动购服（数据库、Temporal、worker、API），首次启动载入演示数据
  npm test                           在真实的 PostgreSQL 与 Temporal 上运行全部测试
  npm run demo                       在用完即弃的环境里走完一个项目的一生
  node cli/launch.mjs dev            启动并显示调试日志与 Temporal 界面
  node cli/launch.mjs trace 项目ID   一个项目的时间线（需要运行中的购服）
`,
  en: `Examples
  npm start                          start Goufu (database, Temporal, worker, API); the first time with demo data
  npm test                           run all tests on real PostgreSQL and real Temporal
  npm run demo                       the whole life of one project on a throw-away stack
  node cli/launch.mjs dev            start with debug logs and Temporal's own pages
  node cli/launch.mjs trace ID       the timeline of a project (of a running Goufu)
`,
};

/** Each file of `commands/` brings one command, `db:dump` lives in `db-dump.ts`; only the one asked for is loaded. */
async function loadCommands(program: Command, wanted: string | undefined): Promise<void> {
  const files = (await readdir(COMMANDS)).filter((name) => /^[a-z-]+\.ts$/.test(name));
  const file = `${wanted?.replaceAll(':', '-')}.ts`;
  for (const name of files.includes(file) ? [file] : files.sort()) {
    const command = (await import(new URL(name, COMMANDS).href)) as CommandFile;
    command.register(program);
  }
}

async function main(args: string[]): Promise<number> {
  const program = new Command('goufu')
    .description(
      inWords({
        zh: '购服：政府购买服务流程引擎',
        en: 'Goufu: workflow engine for government purchase of services',
      }),
    )
    .addHelpText('before', inWords(EXAMPLES))
    .exitOverride();
  await loadCommands(program, args[0]);
  if (args.length === 0) program.help({ error: true });
  await program.parseAsync(args, { from: 'user' });
  return Number(process.exitCode ?? EXIT.ok);
}

// A reader that has seen enough (`goufu … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.ok);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else process.exitCode = explainFailure(error);
}
