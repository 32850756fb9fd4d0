import { refuse } from '../../domain/kernel/refusal.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import type { CommandRequest } from '../../domain/project/commands.ts';
import type { CommandOutcome } from '../../domain/project/outcome.ts';
import type { Database } from '../connection.ts';
import { outcomeOf } from './record.ts';
import { weigh } from './weigh.ts';

class Undo extends Error {}

/** 预演: what a command would answer now; weighed in a transaction that is always rolled back. */
export async function previewTransition(
  db: Database,
  policy: PolicyCheck,
  { projectId, request }: { readonly projectId: string; readonly request: CommandRequest },
): Promise<CommandOutcome> {
  let outcome: CommandOutcome | null = null;
  await db
    .transaction()
    .execute(async (trx) => {
      const row = await trx
        .selectFrom('project')
        .select(['process', 'file'])
        .where('id', '=', projectId)
        .executeTakeFirst();
      const state = row ? { process: row.process, file: row.file } : null;
      const result = await weigh(trx, policy, { asked: { projectId, request, nowMs: Date.now() }, state });
      outcome = result.ok ? outcomeOf(result.value, '') : { ...refuse(result.refusal), requestHash: '' };
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  if (!outcome) throw new Error('A preview ended without an outcome');
  return outcome;
}
