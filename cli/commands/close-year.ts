import { Client, Connection } from '@temporalio/client';
import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { formatFen } from '../../domain/kernel/money.ts';
import {
  CLOSE_BUDGET_YEAR,
  type CloseYearInput,
  closeYearWorkflowIdOf,
  type YearEndResult,
} from '../../workflows/messages.ts';
import { inWords, note, print } from '../output.ts';
import { findConnection } from '../stack/connection.ts';
import { EXIT, StackFailure } from '../stack/failure.ts';

/** `goufu close-year --year 2026`: the close of one fiscal year by hand; run again, it does what is left to do. */
export function register(program: Command): void {
  program
    .command('close-year')
    .description(
      inWords({
        zh: '年终结账：结转或收回一个预算年度的剩余资金（系统每年 1 月 1 日自动办理）',
        en: 'close a fiscal year: carry over or take back what is left (done by itself every 1 January)',
      }),
    )
    .requiredOption('--year <year>', inWords({ zh: '已结束的预算年度', en: 'a fiscal year that is over' }))
    .action(async ({ year }: { readonly year: string }) => {
      const fiscalYear = Number(year);
      if (!/^20\d{2}$/.test(year)) {
        throw new StackFailure({ zh: `年度无效：${year}`, en: `not a year: ${year}` }, EXIT.usage);
      }
      const report = await close(fiscalYear);
      print(
        inWords({
          zh: `${fiscalYear} 年度：已结账预算项目 ${report.closedLines} 个，结转 ${formatFen(report.carriedOverFen)}，失效 ${formatFen(report.lapsedFen)}，未结 ${report.openLines} 个`,
          en: `${fiscalYear}: ${report.closedLines} lines closed, ${formatFen(report.carriedOverFen, 'en')} carried over, ${formatFen(report.lapsedFen, 'en')} lapsed, ${report.openLines} lines open`,
        }),
      );
      for (const projectId of report.projectsLeft) {
        note({ zh: `尚未通知到项目 ${projectId}`, en: `project ${projectId} could not be told yet` });
      }
      process.exitCode = report.openLines === 0 ? EXIT.ok : EXIT.findings;
    });
}

async function close(fiscalYear: number): Promise<YearEndResult> {
  const {
    temporalAddress: address,
    temporalNamespace: namespace,
    taskQueue,
  } = await findConnection(loadConfig());
  const connection = await Connection.connect({ address });
  try {
    const args: [CloseYearInput] = [{ fiscalYear }];
    const { workflow } = new Client({ connection, namespace });
    return await workflow.execute<(input: CloseYearInput) => Promise<YearEndResult>>(CLOSE_BUDGET_YEAR, {
      ...{ workflowId: closeYearWorkflowIdOf(fiscalYear), taskQueue, args },
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : null;
    const reason = cause?.cause instanceof Error ? cause.cause.message : cause?.message;
    if (reason === undefined) throw error;
    throw new StackFailure({ zh: reason, en: reason }, EXIT.findings);
  } finally {
    await connection.close();
  }
}
