import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { createDatabase } from '../../db/connection.ts';
import { dumpSchema } from '../../db/dump-schema.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT } from '../stack/failure.ts';
import { ROOT } from '../stack/paths.ts';
import { startPostgres } from '../stack/postgres.ts';
import { makeThrowAwayFolder } from '../stack/throw-away.ts';

const GOLDEN = join(ROOT, 'db', 'schema.sql');

/** `goufu db:dump`: the schema that the migrations make, from an empty database; `--check` only compares. */
export function register(program: Command): void {
  program
    .command('db:dump')
    .description(inWords({ zh: '由迁移生成 db/schema.sql', en: 'write db/schema.sql from the migrations' }))
    .option('--check', inWords({ zh: '只比较，不写入', en: 'compare only' }))
    .action(async (options: { readonly check?: boolean }) => {
      const dump = await dumpOfMigrations();
      const before = await readFile(GOLDEN, 'utf8').catch(() => '');
      if (options.check) {
        print(dump === before ? 'db/schema.sql: same' : 'db/schema.sql: different; run npm run db:dump');
        process.exitCode = dump === before ? EXIT.ok : EXIT.findings;
        return;
      }
      await writeFile(GOLDEN, dump);
      note({ zh: '已写入 db/schema.sql', en: 'db/schema.sql written' });
    });
}

async function dumpOfMigrations(): Promise<string> {
  const { folder, remove } = await makeThrowAwayFolder();
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    cacheDir: loadConfig().cacheDir,
    throwAway: true,
  });
  try {
    await migrateToLatest(postgres.url);
    const db = createDatabase(postgres.url, 1);
    try {
      return await dumpSchema(db);
    } finally {
      await db.destroy();
    }
  } finally {
    await postgres.stop();
    await remove();
  }
}
