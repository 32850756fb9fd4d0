import { findNamesakes, isNamesake, type Namesake } from '../../db/import/record-projects.ts';
import { knownCodes } from '../../db/queries/catalogue.ts';
import { findOrgsNamed, type NamedOrg } from '../../db/queries/directory.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import { previewTransition } from '../../db/transition/preview.ts';
import { holdsPost } from '../../domain/approval/types.ts';
import type { Application } from '../../domain/catalog/types.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import { notEntitled } from '../../domain/project/flow-rules.ts';
import type { ProjectToCreate } from '../../domain/project/import.ts';
import type { CellError } from '../../sheets/table.ts';
import { applicationSchema } from '../contract/catalog.ts';
import type { Api } from '../deps.ts';
import { invalidFields } from '../problem/issues.ts';
import { projectIdFor, requestHash } from '../project/request-hash.ts';
import type { FileRow } from './read-file.ts';

/** 预览 one row, and what is sent to be recorded when it makes something new. */
export interface PlannedRow {
  readonly row: number;
  readonly name: string;
  readonly effect: 'create' | 'same' | 'refused';
  readonly projectNo: string | null;
  readonly faults: readonly CellError[];
  readonly toCreate: ProjectToCreate | null;
}

interface Plan {
  readonly viewer: Viewer;
  readonly importId: string;
  readonly rows: readonly FileRow[];
}

/** What each row of a file would do now; nothing is written. */
export async function planProjects(
  api: Api,
  { viewer, importId, rows }: Plan,
): Promise<readonly PlannedRow[]> {
  const orgs = await findOrgsNamed(api.db, rows.flatMap(orgWords));
  const read = rows.map((row) => ({ row, ...applicationIn(row, orgs) }));
  const applications = read.flatMap(({ application }) => application ?? []);
  const namesakes = await findNamesakes(api.db, applications);
  const codes = await knownCodes(
    api.db,
    applications.map(({ catalogItemCode }) => catalogItemCode),
  );
  const planned: PlannedRow[] = [];
  for (const { row, application, faults } of read) {
    const [name = ''] = textsOf(row.values['name']);
    const result =
      application === null
        ? { faults, projectNo: null, toCreate: null }
        : await planOne(api, { viewer, importId, row, application, applications, namesakes, codes });
    planned.push({ row: row.row, name, effect: effectOf(result), ...result });
  }
  return planned;
}

type Result = Pick<PlannedRow, 'faults' | 'projectNo' | 'toCreate'>;

const effectOf = ({ faults, toCreate }: Result): PlannedRow['effect'] => {
  if (faults.length > 0) return 'refused';
  return toCreate ? 'create' : 'same';
};

const textsOf = (value: unknown): readonly string[] =>
  [value].flat().filter((one) => typeof one === 'string');

const orgWords = ({ values }: FileRow): readonly string[] =>
  [values['buyerOrgId'], values['beneficiaryOrgIds']].flatMap(textsOf);

/** The application a row holds; units are named by id or by their full name. */
function applicationIn(
  row: FileRow,
  orgs: readonly NamedOrg[],
): { readonly application: Application | null; readonly faults: readonly CellError[] } {
  const faults: CellError[] = [...row.faults];
  const idOf = (field: string) => (said: string) => {
    const found = orgs.filter(({ id, name }) => id === said || name === said);
    const [only] = found;
    if (only && found.length === 1) return only.id;
    faults.push(row.fault(field, orgFault(said, found.length)));
    return said;
  };
  const { buyerOrgId, beneficiaryOrgIds, ...rest } = row.values;
  const given = {
    ...rest,
    buyerOrgId: textsOf(buyerOrgId).map(idOf('buyerOrgId'))[0],
    beneficiaryOrgIds: textsOf(beneficiaryOrgIds).map(idOf('beneficiaryOrgIds')),
  };
  const checked = applicationSchema.safeParse(given);
  if (!checked.success) {
    const said = new Set(faults.map(({ cell }) => cell));
    const more = invalidFields(checked.error.issues, given, 'body').map(({ pointer, message }) =>
      row.fault(pointer.split('/')[1] ?? '', message),
    );
    faults.push(...more.filter(({ cell }) => !said.has(cell)));
  }
  return { application: checked.success && faults.length === 0 ? checked.data : null, faults };
}

const orgFault = (said: string, found: number): Text =>
  found === 0
    ? text(`没有「${said}」这个单位`, `there is no unit "${said}"`)
    : text(
        `有 ${found} 个单位都叫「${said}」，请填写单位编号`,
        `${found} units are called "${said}"; give the unit's id`,
      );

interface One {
  readonly viewer: Viewer;
  readonly importId: string;
  readonly row: FileRow;
  readonly application: Application;
  readonly applications: readonly Application[];
  readonly namesakes: readonly Namesake[];
  readonly codes: ReadonlySet<string>;
}

async function planOne(api: Api, one: One): Promise<Result> {
  const { viewer, importId, row, application } = one;
  const refusedAt = (field: string, reason: Text, projectNo: string | null = null): Result => ({
    faults: [row.fault(field, reason)],
    projectNo,
    toCreate: null,
  });
  const obstacle = obstacleTo(one);
  if (obstacle) return refusedAt(...obstacle);
  const there = one.namesakes.find((other) => isNamesake(other, application));
  if (there?.application === canonicalJson(application))
    return { faults: [], projectNo: there.projectNo, toCreate: null };
  if (there) return refusedAt('name', differs(there.projectNo), there.projectNo);
  const projectId = projectIdFor(viewer.actor.userId, `${importId}:${row.row}`);
  const request: ProjectToCreate['request'] = {
    command: { type: 'CreateProject', data: { application, lateEntry: null } },
    actor: viewer.actor,
    expectedRevision: 0,
    occurredOn: null,
  };
  const outcome = await previewTransition(api.db, api.policy, { projectId, request });
  if (!outcome.ok) return refusedAt('name', inFull(outcome.refusal));
  const toCreate = { row: row.row, projectId, request, requestHash: requestHash(projectId, request) };
  return { faults: [], projectNo: null, toCreate };
}

/** What stands in the way before the record is asked: the field, and why. */
function obstacleTo({ viewer, application, applications, codes }: One): readonly [string, Text] | null {
  const { buyerOrgId, catalogItemCode } = application;
  if (!holdsPost(viewer.actor, 'handler', buyerOrgId))
    return ['buyerOrgId', inFull(notEntitled(viewer.actor, 'handler', buyerOrgId))];
  if (!codes.has(catalogItemCode))
    return ['catalogItemCode', text('指导性目录中没有这个编码', 'no catalogue has this code')];
  if (applications.filter((other) => isNamesake(other, application)).length > 1)
    return [
      'name',
      text('文件中有同一单位、同一年度的同名项目', 'the file holds this name twice for the unit and year'),
    ];
  return null;
}

const differs = (projectNo: string): Text =>
  text(
    `已有同名项目 ${projectNo}，内容不同；请直接编辑该项目，或修改名称`,
    `there is a project of this name, ${projectNo}, with other content; edit that one, or choose another name`,
  );

/** A refusal in one cell: what stands in the way, where it is written and what would help. */
export function inFull({ message, remedy, citation }: Refusal): Text {
  const { document, article, confidence } = citation;
  const [zh, en] = confidence === 'M' ? ['，待确认', ', to be confirmed'] : ['', ''];
  return text(
    `${message.zh}（${document} ${article}${zh}）${remedy.zh}`,
    `${message.en} (${document}, ${article}${en}) ${remedy.en}`,
  );
}
