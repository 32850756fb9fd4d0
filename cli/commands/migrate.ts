import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT } from '../stack/failure.ts';

/** `goufu migrate`: brings the database of DATABASE_URL up to date; `start` does so by itself. */
export function register(program: Command): void {
  program
    .command('migrate')
    .description(
      inWords({ zh: '更新 DATABASE_URL 的数据库结构', en: 'bring the database of DATABASE_URL up to date' }),
    )
    .action(async () => {
      const { databaseUrl } = loadConfig();
      if (!databaseUrl) {
        note({ zh: '请设置 DATABASE_URL。', en: 'Set DATABASE_URL.' });
        process.exitCode = EXIT.usage;
        return;
      }
      const ran = await migrateToLatest(databaseUrl);
      for (const name of ran) print(name);
      note({ zh: `新执行 ${ran.length} 个迁移`, en: `${ran.length} new migrations` });
    });
}
