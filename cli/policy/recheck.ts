import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { createDatabase } from '../../db/connection.ts';
import { recordedBlocks } from '../../db/policy/decisions.ts';
import { findDocument } from '../../db/policy/pack-versions.ts';
import type { RecheckDifference } from '../../domain/policy/reports.ts';
import { policyByHash } from '../../rules/release/packs-by-hash.ts';
import { recheckDecision } from '../../rules/release/recheck.ts';
import { inWords, note, print } from '../output.ts';
import { findConnection } from '../stack/connection.ts';
import { EXIT, type ExitCode, StackFailure } from '../stack/failure.ts';

interface Options {
  readonly project?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `goufu policy recheck --project ID | --all`: recorded decisions asked again; exit 4 when one does not come out the same. */
export function addRecheck(policy: Command): void {
  policy
    .command('recheck')
    .description(
      inWords({ zh: '复核已记录的决定是否逐字节一致', en: 'decide recorded decisions again, byte for byte' }),
    )
    .option('--project <id>', inWords({ zh: '只复核一个项目', en: 'of one project' }))
    .option('--all', inWords({ zh: '复核全部项目', en: 'of all projects' }))
    .option('--json', inWords({ zh: '输出 JSON', en: 'print JSON' }))
    .action(async (options: Options) => {
      if ((options.project === undefined) === (options.all !== true)) {
        throw new StackFailure(
          { zh: '请给出 --project 或 --all 之一。', en: 'Give either --project or --all.' },
          EXIT.usage,
        );
      }
      const { databaseUrl } = await findConnection(loadConfig());
      process.exitCode = await recheck(databaseUrl, options);
    });
}

/** The same on a database; prints every difference with the decision it is about. */
export async function recheck(databaseUrl: string, { project, json }: Options): Promise<ExitCode> {
  const db = createDatabase(databaseUrl, 2);
  try {
    const policyOf = policyByHash((hash) => findDocument(db, hash));
    const differences: RecheckDifference[] = [];
    let decisions = 0;
    for await (const block of recordedBlocks(db, { projectId: project ?? null })) {
      decisions += block.length;
      for (const decision of block) {
        const difference = await recheckDecision(decision, policyOf);
        if (!difference) continue;
        differences.push(difference);
        if (!json) print(lineOf(difference));
      }
    }
    if (decisions === 0 && project !== undefined) {
      throw new StackFailure(
        { zh: `项目 ${project} 没有决定记录。`, en: `Project ${project} has no recorded decision.` },
        EXIT.usage,
      );
    }
    if (json) print(JSON.stringify({ decisions, differences }));
    note({
      zh: `已复核 ${decisions} 项决定，${differences.length} 项不一致`,
      en: `${decisions} decisions decided again, ${differences.length} differ`,
    });
    return differences.length > 0 ? EXIT.findings : EXIT.ok;
  } finally {
    await db.destroy();
  }
}

const MAX_SHOWN = 200;
const lineOf = ({ projectId, seq, checkpoint, part, recorded, again }: RecheckDifference): string =>
  `✗ ${projectId} #${seq} ${checkpoint}  ${part}\n    - ${recorded.slice(0, MAX_SHOWN)}\n    + ${again.slice(0, MAX_SHOWN)}`;
