import { sql } from 'kysely';
import type { CaseState } from '../../domain/approval/case.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import type { Database } from '../connection.ts';

/** Which matter a task belongs to. */
export interface Subject {
  readonly kind: 'approval' | 'project';
  readonly subjectId: string;
}

/** 批量办理 what says whether a task may be part of a batch: its case and the flow the case runs on. */
export interface BatchScene {
  readonly state: CaseState;
  readonly flow: Flow;
}

/** The scenes of these matters by `kind/subjectId`; a project without an approval under way has none. */
export async function readBatchScenes(
  db: Database,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, BatchScene>> {
  const idsOf = (wanted: Subject['kind']) => [
    ...new Set(subjects.filter(({ kind }) => kind === wanted).map(({ subjectId }) => subjectId)),
  ];
  const [cases, projects] = await Promise.all([
    readCases(db, idsOf('approval')),
    readProjects(db, idsOf('project')),
  ]);
  return new Map([
    ...cases.map(({ id, state, flow }): [string, BatchScene] => [`approval/${id}`, { state, flow }]),
    ...projects.flatMap(({ id, process, flow }): [string, BatchScene][] =>
      process.approval === null ? [] : [[`project/${id}`, { state: process.approval, flow }]],
    ),
  ]);
}

const readCases = async (db: Database, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : await db
        .selectFrom('approval_case')
        .innerJoin('flow_version', (join) =>
          join
            .onRef('flow_version.id', '=', 'approval_case.flow_id')
            .onRef('flow_version.version', '=', 'approval_case.flow_version'),
        )
        .where('approval_case.id', 'in', ids)
        .select(['approval_case.id', 'approval_case.state', 'flow_version.document as flow'])
        .execute();

const readProjects = async (db: Database, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : await db
        .selectFrom('project')
        .innerJoin('project_flow', (join) =>
          join.on(sql<boolean>`project_flow.id = project.process -> 'approval' ->> 'flowId'`),
        )
        .where('project.id', 'in', ids)
        .select(['project.id', 'project.process', 'project_flow.document as flow'])
        .execute();
