import { sql } from 'kysely';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import { refuse } from '../../domain/kernel/refusal.ts';
import { text } from '../../domain/kernel/text.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import { flowRefusal } from '../../domain/project/flow-rules.ts';
import type {
  ImportedRow,
  ImportOutcome,
  ProjectImport,
  ProjectToCreate,
} from '../../domain/project/import.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';
import { RefusedInTransaction, recordIn } from '../transition/record.ts';

interface Recording {
  readonly input: ProjectImport;
  readonly nowMs: number;
}

/** Carries the row that stood in the way out of the transaction. */
class RowRefused extends Error {
  readonly outcome: ImportOutcome & { readonly ok: false };
  constructor({ row, fileSha256 }: { row: number; fileSha256: string }, { refusal }: RefusedInTransaction) {
    super(refusal.code);
    this.outcome = { ...refuse(refusal), row, fileSha256 };
  }
}

/** 批量申报 every project of a file in one transaction, each as its own creation would be; the same file twice is recorded once. */
export async function recordProjectImport(
  db: Database,
  policy: PolicyCheck,
  { input, nowMs }: Recording,
): Promise<ImportOutcome> {
  try {
    return await db.transaction().execute(async (trx) => {
      await lockBuyers(trx, input.rows);
      const stored = await findImport(trx, input.importId);
      if (stored) return stored;
      const created: ImportedRow[] = [];
      for (const row of input.rows) created.push(await recordRow(trx, policy, { row, input, nowMs }));
      return keep(trx, input, created);
    });
  } catch (error) {
    if (error instanceof RowRefused) return error.outcome;
    throw error;
  }
}

export async function findImport(db: Database | Trx, importId: string): Promise<ImportOutcome | null> {
  const row = await db
    .selectFrom('import_batch')
    .select('result')
    .where('id', '=', importId)
    .executeTakeFirst();
  return row?.result ?? null;
}

const buyerOf = ({ request: { command } }: ProjectToCreate): string =>
  command.type === 'CreateProject' ? command.data.application.buyerOrgId : '';

/** Two files of one buyer are recorded one after the other, so that neither makes what the other has just made. */
async function lockBuyers(trx: Trx, rows: readonly ProjectToCreate[]): Promise<void> {
  for (const buyer of [...new Set(rows.map(buyerOf))].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`import:${buyer}`}, 0))`.execute(trx);
  }
}

async function recordRow(
  trx: Trx,
  policy: PolicyCheck,
  { row, input, nowMs }: Recording & { readonly row: ProjectToCreate },
): Promise<ImportedRow> {
  const { projectId, request, requestHash } = row;
  try {
    if (request.command.type === 'CreateProject') await requireNew(trx, request.command.data.application);
    const key = `project:${projectId}:import:${input.importId}`;
    await recordIn(trx, policy, { projectId, request, requestHash, key, nowMs });
    const { project_no: projectNo } = await trx
      .selectFrom('project')
      .select('project_no')
      .where('id', '=', projectId)
      .executeTakeFirstOrThrow();
    return { row: row.row, projectId, projectNo };
  } catch (error) {
    throw error instanceof RefusedInTransaction
      ? new RowRefused({ row: row.row, fileSha256: input.fileSha256 }, error)
      : error;
  }
}

interface Named {
  readonly buyerOrgId: string;
  readonly fiscalYear: number;
  readonly name: string;
}

export interface Namesake extends Named {
  readonly projectNo: string;
  /** The application as it stands now, in one form that can be compared. */
  readonly application: string;
}

/** Projects of the same buyer, year and name: what tells a repeated file from a new one. */
export async function findNamesakes(
  db: Database | Trx,
  wanted: readonly Named[],
): Promise<readonly Namesake[]> {
  if (wanted.length === 0) return [];
  const rows = await db
    .selectFrom('project')
    .select(['project_no', 'buyer_org_id', 'fiscal_year', 'name', 'file'])
    .where('buyer_org_id', 'in', [...new Set(wanted.map((one) => one.buyerOrgId))])
    .where('name', 'in', [...new Set(wanted.map((one) => one.name))])
    .where('state', 'not in', ['withdrawn', 'rejected'])
    .execute();
  return rows.map((row) => ({
    projectNo: row.project_no,
    buyerOrgId: row.buyer_org_id,
    fiscalYear: row.fiscal_year,
    name: row.name,
    application: canonicalJson(row.file.application),
  }));
}

export const isNamesake = (one: Named, other: Named): boolean =>
  one.buyerOrgId === other.buyerOrgId && one.fiscalYear === other.fiscalYear && one.name === other.name;

async function requireNew(trx: Trx, wanted: Named): Promise<void> {
  const found = (await findNamesakes(trx, [wanted])).find((one) => isNamesake(one, wanted));
  if (!found) return;
  throw new RefusedInTransaction(
    flowRefusal('NamesakeProject', {
      message: text(
        `同一单位、同一年度已有同名项目 ${found.projectNo}。`,
        `The same unit has a project of this name in this year already: ${found.projectNo}.`,
      ),
      remedy: text(
        '请修改项目名称，或直接编辑已有项目。',
        'Choose another name, or edit the project that is there.',
      ),
      facts: { project_no: found.projectNo },
    }),
  );
}

async function keep(trx: Trx, input: ProjectImport, created: readonly ImportedRow[]): Promise<ImportOutcome> {
  const outcome: ImportOutcome = {
    ok: true,
    fileSha256: input.fileSha256,
    created,
    same: input.same,
  };
  await trx
    .insertInto('import_batch')
    .values({
      id: input.importId,
      kind: 'projects',
      by_user_id: input.byUserId,
      file_sha256: input.fileSha256,
      created: created.length,
      same: input.same,
      result: JSON.stringify(outcome),
    })
    .execute();
  return outcome;
}
