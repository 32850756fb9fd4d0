import { sql } from 'kysely';
import { caseRefusal } from '../../domain/approval/case-refusals.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { type Fault, provePublishable } from '../../domain/approval/flow-proofs.ts';
import { type FormSchema, formFaults } from '../../domain/approval/form-schema.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import type { Database } from '../connection.ts';
import { readWholeOrganisation } from '../transition/read-organisation.ts';
import { flowOrgs, flowPeople } from './wanted.ts';

interface Act {
  readonly by: string;
  readonly now: Instant;
}

interface Draft extends Act {
  readonly id: string;
  readonly orgId: string;
  readonly document: Omit<Flow, 'id' | 'version'>;
  readonly formSchema: FormSchema;
}

/** Stores the draft of a flow: in place of the one that is there, or as the version after the latest. Answers its version. */
export const saveDraft = (db: Database, draft: Draft): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const { id, orgId, by, now } = draft;
    // Two first drafts of one flow at the same moment: the second waits and then replaces the first.
    await sql`select pg_advisory_xact_lock(hashtext(${`flow ${id}`}))`.execute(trx);
    const latest = await trx
      .selectFrom('flow_version')
      .select(['version', 'status'])
      .where('id', '=', id)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const version = latest?.status === 'draft' ? latest.version : (latest?.version ?? 0) + 1;
    const columns = {
      org_id: orgId,
      document: JSON.stringify({ ...draft.document, id, version }),
      form_schema: JSON.stringify(draft.formSchema),
      drafted_by: by,
      drafted_at: now,
    };
    await trx
      .insertInto('flow_version')
      .values({ id, version, status: 'draft', ...columns })
      .onConflict((on) => on.columns(['id', 'version']).doUpdateSet(columns))
      .execute();
    return version;
  });

/** 发布校验 every proof over the whole organisation, that of the form among them. */
export async function proveFlow(
  db: Database,
  { flow, form, now }: { readonly flow: Flow; readonly form: FormSchema; readonly now: Instant },
): Promise<readonly Fault[]> {
  const organisation = await readWholeOrganisation(db, now);
  return [...provePublishable(flow, organisation), ...formFaults(flow, form)];
}

interface Version extends Act {
  readonly id: string;
  readonly version: number;
}

/** 发布 a draft whose proofs hold; the version that was in use is retired in the same step. */
export const publishFlow = (db: Database, { id, version, by, now }: Version): Promise<Result<null>> =>
  db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('flow_version')
      .selectAll()
      .where('id', '=', id)
      .where('version', '=', version)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return refuse(caseRefusal('NoSuchFlow', { flowId: id, flowVersion: version }));
    if (row.status !== 'draft') return refuse(caseRefusal('NotADraft', { status: row.status }));
    const [fault] = await proveFlow(trx, { flow: row.document, form: row.form_schema, now });
    if (fault) {
      const facts = { proof: fault.proof, path: fault.path.join(' → '), words: fault.words.zh };
      return refuse(caseRefusal('NotProvable', facts));
    }
    await trx
      .updateTable('flow_version')
      .set({ status: 'retired', retired_by: by, retired_at: now })
      .where('id', '=', id)
      .where('status', '=', 'published')
      .execute();
    await trx
      .updateTable('flow_version')
      .set({ status: 'published', published_by: by, published_at: now })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
    return accept(null);
  });

/** 停用: nobody starts it any more; running cases end on it. */
export async function retireFlow(db: Database, { id, version, by, now }: Version): Promise<Result<null>> {
  const { numUpdatedRows } = await db
    .updateTable('flow_version')
    .set({ status: 'retired', retired_by: by, retired_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'published')
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return accept(null);
  return refuse(caseRefusal('NotADraft', { flowId: id, flowVersion: version }));
}

/** People and organisations that a flow names and nobody knows. */
export async function unknownInFlow(db: Database, flow: Flow): Promise<readonly string[]> {
  const [people, orgs] = [[...new Set(flowPeople(flow))], [...new Set(flowOrgs(flow))]];
  const known = await db
    .selectFrom('app_user')
    .select('id')
    .where('id', 'in', people)
    .union(db.selectFrom('org').select('id').where('id', 'in', orgs))
    .execute();
  const ids = new Set(known.map(({ id }) => id));
  return [...people, ...orgs].filter((id) => !ids.has(id));
}

/** Is the person an administrator of the organisation, or of one above it? */
export async function administersOrg(db: Database, userId: string, orgId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above(id, parent_id) as (
      select id, parent_id from org where id = ${orgId}
      union select org.id, org.parent_id from org join above on org.id = above.parent_id
    ) select 1 from org_admin join above on above.id = org_admin.org_id where user_id = ${userId} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Flows that a person may start, those of their home and above, and those of organisations they administer. */
export const listFlows = (db: Database, userId: string, homes: readonly string[]) =>
  db
    .selectFrom('flow_version')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('org_id', '=', sql<string>`any(${[...homes]}::text[])`), eb('status', '<>', 'draft')]),
        sql<boolean>`org_id in (with recursive led(id) as (
          select org_id from org_admin where user_id = ${userId}
          union select org.id from org join led on org.parent_id = led.id) select id from led)`,
      ]),
    )
    .orderBy('id')
    .orderBy('version', 'desc')
    .limit(500)
    .execute();

export type FlowVersionRow = Awaited<ReturnType<typeof listFlows>>[number];
