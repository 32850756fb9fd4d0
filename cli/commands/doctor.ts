import { Client, Connection } from '@temporalio/client';
import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { createDatabase, type Database } from '../../db/connection.ts';
import { checkProjects, checkTables, type Disagreement } from '../../db/doctor.ts';
import { checkCases } from '../../db/doctor-approval.ts';
import { checkBudgets } from '../../db/doctor-budget.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import { endStates } from '../../domain/project/states.ts';
import { LIFE, type LifeReport, workflowIdOf } from '../../workflows/messages.ts';
import { inWords, note, print } from '../output.ts';
import { findConnection } from '../stack/connection.ts';
import { EXIT } from '../stack/failure.ts';

/** `goufu doctor`: compares events, rows, ledger, tasks and workflows; exit 4 when something disagrees. */
export function register(program: Command): void {
  program
    .command('doctor')
    .description(
      inWords({
        zh: '核对事件、数据行、台账、待办与工作流，列出挂起案件',
        en: 'compare events, rows, ledger, tasks and workflows; list parked cases',
      }),
    )
    .option('--json', inWords({ zh: '每行一个 JSON', en: 'one JSON object a line' }))
    .action(async (options: { readonly json?: boolean }) => {
      const found = await examine();
      for (const one of found)
        print(options.json ? JSON.stringify(one) : `${one.check}  ${one.subject}  ${one.detail}`);
      note({ zh: `核对完毕，发现 ${found.length} 处不一致`, en: `done, ${found.length} disagreements` });
      process.exitCode = found.length === 0 ? EXIT.ok : EXIT.findings;
    });
}

async function examine(): Promise<readonly Disagreement[]> {
  const { databaseUrl, temporalAddress, temporalNamespace } = await findConnection(loadConfig());
  const db = createDatabase(databaseUrl, 2);
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const found: Disagreement[] = [];
    for await (const one of checkProjects(db)) found.push(one);
    for await (const one of checkCases(db)) found.push(one);
    for await (const one of checkBudgets(db)) found.push(one);
    found.push(...(await checkTables(db, new Date())));
    const client = new Client({ connection, namespace: temporalNamespace });
    for await (const one of checkWorkflows(db, client)) found.push(one);
    return found;
  } finally {
    await Promise.all([connection.close(), db.destroy()]);
  }
}

/** Every open project is led by a running workflow that stands where the row stands. */
async function* checkWorkflows(db: Database, client: Client): AsyncGenerator<Disagreement> {
  const open = await db
    .selectFrom('project')
    .select(['id', 'revision', 'state', 'step'])
    .where('state', 'not in', endStates)
    .orderBy('id')
    .execute();
  for (const row of open) {
    const report = await client.workflow
      .getHandle(workflowIdOf(row.id))
      .query<LifeReport<ProjectProcess>>(LIFE)
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (typeof report === 'string') {
      yield { check: 'workflow', subject: row.id, detail: `the workflow does not answer: ${report}` };
    } else if (report.process?.revision !== row.revision || report.process.step !== row.step) {
      const stands = `revision ${report.process?.revision ?? '-'}, step ${report.process?.step ?? '-'}`;
      yield {
        check: 'workflow',
        subject: row.id,
        detail: `the workflow stands at ${stands}, the row at ${row.revision}, ${row.step}`,
      };
    }
  }
}
