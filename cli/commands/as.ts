import { randomUUID } from 'node:crypto';
import type { Command as Program } from 'commander';
import { commandPath, PROJECT_COMMANDS } from '../../api/contract/commands.ts';
import type { CommandResult } from '../../api/contract/project.ts';
import type { Command } from '../../domain/project/commands.ts';
import { stateTitle } from '../../domain/project/states.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { ApiError } from '../api-client.ts';
import { inWords, note, print } from '../output.ts';
import { findProject, personFor, readerOf, runningApi } from '../running.ts';
import { EXIT, StackFailure } from '../stack/failure.ts';

interface Options {
  readonly data: string;
  readonly on?: string;
  readonly key?: string;
}

/** `goufu as ROLE_OR_USER VERB PROJECT`: acts through the public API as a person of the demonstration. */
export function register(program: Program): void {
  program
    .command('as')
    .argument('<who>', inWords({ zh: '账号或岗位，如 shahe-leader、station-head', en: 'account or role' }))
    .argument('<verb>', inWords({ zh: '办理事项，如 review-demand', en: 'command, such as review-demand' }))
    .argument('<project>', inWords({ zh: '项目 ID 或项目编号', en: 'project id or number' }))
    .description(
      inWords({ zh: '以某人身份通过公开 API 办理一件事', en: 'act as somebody through the public API' }),
    )
    .option('--data <json>', inWords({ zh: '事项内容（JSON）', en: "the command's data as JSON" }), '{}')
    .option(
      '--on <date>',
      inWords({ zh: '发生日期，只用于补录项目', en: 'day it happened, late entries only' }),
    )
    .option('--key <key>', inWords({ zh: '幂等键', en: 'idempotency key' }))
    .action(async (...[who, verb, wanted, options]: [string, string, string, Options]) => {
      const { client } = await runningApi();
      const command = commandOf(verb, options.data);
      const project = await findProject(await readerOf(client), wanted);
      const userId = personFor(await client.accounts(), who, project);
      const ask = { command, expectedRevision: project.revision, occurredOn: options.on ?? null };
      try {
        const result = await client.as(userId).execute(project.projectId, ask, options.key ?? randomUUID());
        print(JSON.stringify(result, null, 2));
        note(standing(result));
      } catch (error) {
        if (!(error instanceof ApiError) || !error.problem) throw error;
        print(JSON.stringify(error.problem, null, 2));
        process.exitCode = EXIT.findings;
      }
    });
}

function standing({ state, step, dueOn }: CommandResult): string {
  const waits = step ? inWords(STEPS[step].title) : '';
  return [inWords(stateTitle(state)), waits, dueOn ?? ''].filter((word) => word !== '').join('  ');
}

/** The verb as a command; its data are the API's to judge. */
function commandOf(verb: string, data: string): Command {
  const type = PROJECT_COMMANDS.find((one) => one === verb || commandPath(one) === verb);
  if (!type) {
    const verbs = PROJECT_COMMANDS.map(commandPath).join(' ');
    throw new StackFailure(
      { zh: `没有事项「${verb}」，可用：${verbs}`, en: `There is no command "${verb}"; there are: ${verbs}` },
      EXIT.usage,
    );
  }
  try {
    const parsed: unknown = JSON.parse(data);
    return { type, data: parsed } as Command; // the API judges the data
  } catch {
    throw new StackFailure({ zh: '--data 不是有效的 JSON。', en: '--data is not valid JSON.' }, EXIT.usage);
  }
}
