import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from '../../cli/stack/children.ts';
import { freePort } from '../../cli/stack/ports.ts';
import { startPostgres } from '../../cli/stack/postgres.ts';
import { startTemporal } from '../../cli/stack/temporal.ts';
import { makeThrowAwayFolder } from '../../cli/stack/throw-away.ts';
import { type Config, loadConfig } from '../../config.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { workflowBundlePath } from '../../worker/bundle.ts';
import type { DatabaseServer, TemporalService, WorkflowBundle } from './services.ts';
import { onDatabase, runStatement } from './sql.ts';

/** The services of one test run, in vitest's main process, below a folder that vanishes with them. */
export class TestServices {
  readonly #config: Config = loadConfig();
  readonly #folder: string;
  readonly #stops: (() => Promise<void>)[] = [];
  readonly #servers: Running[] = [];

  readonly #remove: () => Promise<void>;

  private constructor(ground: { folder: string; remove: () => Promise<void> }) {
    this.#folder = ground.folder;
    this.#remove = ground.remove;
  }

  /** Takes a folder; starts nothing yet. */
  static async open(): Promise<TestServices> {
    return new TestServices(await makeThrowAwayFolder());
  }

  /** Starts PostgreSQL, unless DATABASE_URL names a server, and migrates the template that tests clone. */
  async database(): Promise<DatabaseServer> {
    const url = this.#config.databaseUrl ?? (await this.#ownPostgres());
    const template = `goufu_template_${process.pid}`;
    await runStatement(url, `create database ${template} template template0 encoding 'UTF8' locale 'C'`);
    if (this.#config.databaseUrl) {
      this.#stops.push(() => runStatement(url, `drop database if exists ${template} with (force)`));
    }
    await migrateToLatest(onDatabase(url, template));
    return { url, template };
  }

  async #ownPostgres(): Promise<string> {
    const postgres = await startPostgres({
      dataDir: join(this.#folder, 'postgres'),
      cacheDir: this.#config.cacheDir,
      port: await freePort(),
      throwAway: true,
    });
    this.#servers.push(postgres);
    return postgres.url;
  }

  /** Starts Temporal with time skipping, unless TEMPORAL_ADDRESS names one. */
  async temporal(): Promise<TemporalService> {
    const { temporalAddress, temporalNamespace: namespace, cacheDir } = this.#config;
    if (temporalAddress) return { address: temporalAddress, namespace };
    const temporal = await startTemporal({
      dataDir: join(this.#folder, 'temporal'),
      cacheDir,
      namespace,
      port: await freePort(),
      timeSkipping: true,
      onProgress: () => undefined,
    });
    this.#servers.push(temporal);
    return { address: temporal.address, namespace };
  }

  /** Builds the workflow code, or finds it built. */
  async bundle(): Promise<WorkflowBundle> {
    return { codePath: await workflowBundlePath() };
  }

  /** Stops what was started. */
  async close(): Promise<void> {
    await Promise.all(this.#stops.map((stop) => stop()));
    await Promise.all(this.#servers.splice(0).map((server) => server.stop()));
    await this.#remove();
  }

  /** The same at the last moment of the process, when nothing can be waited for. */
  closeNow(): void {
    const servers = this.#servers.splice(0);
    if (servers.length === 0) return;
    for (const server of servers) server.kill();
    // What a dying server still holds is cleared by the next run.
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
