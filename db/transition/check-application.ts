import type { Actor } from '../../domain/approval/types.ts';
import { knownFacts, type PartApplication, withBlanks } from '../../domain/catalog/part-application.ts';
import { dateAt } from '../../domain/kernel/local-date.ts';
import { accept, type Result } from '../../domain/kernel/refusal.ts';
import type { PolicyCheck, Verdict } from '../../domain/policy/types.ts';
import type { CommandRequest } from '../../domain/project/commands.ts';
import { create } from '../../domain/project/decide.ts';
import { evolve } from '../../domain/project/evolve.ts';
import type { ProjectState } from '../../domain/project/state.ts';
import type { Database } from '../connection.ts';
import { questionOf } from './weigh.ts';

interface ToCheck {
  readonly projectId: string;
  readonly part: PartApplication;
  readonly by: Actor;
  readonly nowMs: number;
}

/** 申报预检: what the rules would say if the application were filed as it stands now. Nothing is written. */
export const checkApplication = (
  db: Database,
  policy: PolicyCheck,
  { projectId, part, by, nowMs }: ToCheck,
): Promise<Result<Verdict>> =>
  db.transaction().execute(async (trx) => {
    const application = withBlanks(part);
    const request = (command: CommandRequest['command']): CommandRequest => ({
      ...{ command, actor: by, expectedRevision: 0, occurredOn: null },
    });
    const creation = { application, lateEntry: null };
    const asked = { projectId, nowMs, request: request({ type: 'CreateProject', data: creation }) };
    const put = await questionOf(trx, policy, { asked, state: null });
    if (!put.ok) return put;
    const { references, version } = put.value;
    const events = create(
      creation,
      { projectId, projectNo: '', policyVersion: version },
      {
        ...{ references, by, levels: [], digest: () => '' },
        today: dateAt(nowMs),
        recordedAt: new Date(nowMs).toISOString(),
      },
    );
    const state = events.reduce<ProjectState | null>(evolve, null);
    const filing = request({ type: 'SubmitProject', data: { statement: '', justifications: {} } });
    const filed = await questionOf(trx, policy, { asked: { projectId, nowMs, request: filing }, state });
    if (!filed.ok) return filed;
    const { question } = filed.value;
    return accept(await policy.check({ ...question, facts: knownFacts(question.facts, part) }));
  });
