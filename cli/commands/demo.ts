import type { Command } from 'commander';
import type { z } from 'zod';
import type { timelineSchema } from '../../api/contract/timeline.ts';
import { createDatabase } from '../../db/connection.ts';
import { dateAt } from '../../domain/kernel/local-date.ts';
import { apiClient } from '../api-client.ts';
import { type Life, writeLife } from '../demo-data/life.ts';
import { playLife } from '../demo-data/play.ts';
import { demoStory } from '../demo-data/projects.ts';
import { loadReferenceData } from '../demo-data/reference.ts';
import { type DemoWorld, demoWorld, shippedCalendar } from '../demo-data/world.ts';
import { inWords, note, print } from '../output.ts';
import { readerOf } from '../running.ts';
import { listenForInterrupt } from '../stack/interrupt.ts';
import { type Stack, startStack } from '../stack/stack.ts';
import { entryLines, type Page } from '../timeline/entry-lines.ts';
import { outputPage } from '../timeline/page.ts';

const EXIT_INTERRUPTED = 130;

/** `goufu demo`: the whole life of one project on a throw-away stack, told as it happens. */
export function register(program: Command): void {
  program
    .command('demo')
    .description(
      inWords({
        zh: '在用完即弃的环境里走完一个植物保护项目的一生',
        en: 'the whole life of one plant-protection project on a throw-away stack',
      }),
    )
    .action(async () => {
      const interrupt = listenForInterrupt();
      // Whoever reads the story may stop reading (`| head`); the servers stop then, too.
      process.stdout.on('error', () => interrupt.stop());
      try {
        await onThrowAwayStack(interrupt.signal);
      } catch (error) {
        if (!interrupt.signal.aborted) throw error;
        process.exitCode = EXIT_INTERRUPTED;
      }
    });
}

async function onThrowAwayStack(signal: AbortSignal): Promise<void> {
  const stack = await startStack({ throwAway: true, onProgress: note, signal });
  try {
    await tell(stack, signal);
  } finally {
    await stack.stop();
  }
}

async function tell(stack: Stack, signal: AbortSignal): Promise<void> {
  const world = demoWorld(dateAt(Date.now()), shippedCalendar());
  await prepare(stack, world);
  const life = writeLife(demoStory(), world);
  for (const line of opening(life)) print(line);
  const client = apiClient(stack.apiUrl);
  const reader = await readerOf(client);
  const page = await outputPage(reader);
  let told = 0;
  const end = await playLife(life, {
    client,
    keyPrefix: 'story',
    signal,
    onAct: async (_act, { projectId }) => {
      const { items } = await reader.get<z.output<typeof timelineSchema>>(`/projects/${projectId}/timeline`);
      told = show(items, { after: told, page });
    },
  });
  print('');
  print(
    inWords({
      zh: `${end.projectNo} 已走完一生：${life.acts.length} 次办理，全部经公开 API 完成。`,
      en: `${end.projectNo} has gone its whole way: ${life.acts.length} acts, all through the public API.`,
    }),
  );
}

type Entries = z.output<typeof timelineSchema>['items'];

/** Prints what is new since the last look; answers how far it got. */
function show(items: Entries, { after, page }: { readonly after: number; readonly page: Page }): number {
  for (const entry of items.filter(({ seq }) => seq > after)) {
    for (const line of entryLines(entry, page)) print(line);
  }
  return items.at(-1)?.seq ?? after;
}

async function prepare({ databaseUrl }: Stack, world: DemoWorld): Promise<void> {
  const db = createDatabase(databaseUrl, 2);
  try {
    await loadReferenceData(db, world);
  } finally {
    await db.destroy();
  }
}

const opening = ({ application: { name } }: Life): readonly string[] => [
  '',
  name,
  inWords({
    zh: '时间为事项发生之日；项目按补录建立，登记时间均为今天。',
    en: 'Dates are those on which things happened; the project is entered late, so all of it is recorded today.',
  }),
  '',
];
