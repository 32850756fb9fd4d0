import type { Command } from 'commander';
import type { z } from 'zod';
import type { timelineSchema } from '../../api/contract/timeline.ts';
import { formatFen } from '../../domain/kernel/money.ts';
import { inWords, print } from '../output.ts';
import { findProject, type ProjectDetail, readerOf, runningApi } from '../running.ts';
import { entryLines, type Page } from '../timeline/entry-lines.ts';
import { outputPage } from '../timeline/page.ts';
import type { Paint } from '../timeline/paint.ts';
import { stillOpenLines } from '../timeline/still-open.ts';

type Timeline = z.output<typeof timelineSchema>;

interface Options {
  readonly json?: boolean;
}

/** `goufu trace PROJECT`: events, verdicts with articles, postings and deadlines of one project in one timeline. */
export function register(program: Command): void {
  program
    .command('trace')
    .argument('<project>', inWords({ zh: '项目 ID 或项目编号', en: 'project id or number' }))
    .description(inWords({ zh: '一个项目的完整时间线', en: 'the whole timeline of one project' }))
    .option('--json', inWords({ zh: '输出 JSON', en: 'print JSON' }))
    .action(async (wanted: string, options: Options) => {
      const { client } = await runningApi();
      const reader = await readerOf(client);
      const project = await findProject(reader, wanted);
      const timeline = await reader.get<Timeline>(`/projects/${project.projectId}/timeline`);
      if (options.json) print(JSON.stringify({ project, timeline: timeline.items }, null, 2));
      else show(project, timeline, await outputPage(reader));
    });
}

function show(project: ProjectDetail, { items }: Timeline, page: Page): void {
  const { paint } = page;
  for (const line of headLines(project, paint)) print(line);
  for (const entry of items) for (const line of entryLines(entry, page)) print(line);
  for (const line of stillOpenLines(project, paint)) print(line);
}

function headLines(project: ProjectDetail, paint: Paint): readonly string[] {
  const { projectNo, name, projectId, buyerOrgName, amountFen, stateTitle, lateEntry, file } = project;
  const late = lateEntry ? inWords({ zh: `补录：${file.lateEntry?.reason ?? ''}`, en: 'entered late' }) : '';
  return [
    paint('bold', `${projectNo} ${name}`),
    `${buyerOrgName}  ${formatFen(amountFen)}  ${inWords(stateTitle)}  ${projectId}  ${late}`.trimEnd(),
    '',
  ];
}
