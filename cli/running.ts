import type { z } from 'zod';
import type { ProjectRow, projectDetailSchema, projectListSchema } from '../api/contract/project.ts';
import { loadConfig } from '../config.ts';
import type { Role } from '../domain/approval/types.ts';
import { type Account, type ApiClient, ApiError, apiClient, type Session } from './api-client.ts';
import { findConnection } from './stack/connection.ts';
import { EXIT, StackFailure } from './stack/failure.ts';

export type ProjectDetail = z.output<typeof projectDetailSchema>;

/** The API of the Goufu that runs on this machine or that the environment names. */
export async function runningApi(): Promise<{ readonly apiUrl: string; readonly client: ApiClient }> {
  const { apiUrl } = await findConnection(loadConfig());
  return { apiUrl, client: apiClient(apiUrl) };
}

/** Those who may read any project, for commands that only look. */
const READERS: readonly Role[] = ['operator', 'auditor'];

/** A session that sees every project. */
export async function readerOf(client: ApiClient): Promise<Session> {
  const accounts = await client.accounts();
  const holds = (role: Role) => accounts.find(({ posts }) => posts.some((post) => post.role === role));
  const account = READERS.map(holds).find((one) => one !== undefined);
  if (account) return client.as(account.userId);
  throw new StackFailure(
    {
      zh: '没有可查看全部项目的账号（系统运维或审计监督）：请先载入演示数据（npm start）。',
      en: 'No account can read all projects (operator or auditor): load the demo data first (npm start).',
    },
    EXIT.failure,
  );
}

/** The project of an id or a project number. */
export async function findProject(reader: Session, wanted: string): Promise<ProjectDetail> {
  const id = /^\d/.test(wanted) ? await idOfNumber(reader, wanted) : wanted;
  const detail =
    id &&
    (await reader.get<ProjectDetail>(`/projects/${encodeURIComponent(id)}`).catch((error: unknown) => {
      if (error instanceof ApiError && [400, 404, 422].includes(error.status)) return null;
      throw error;
    }));
  if (detail) return detail;
  throw new StackFailure(
    {
      zh: `没有找到项目「${wanted}」：请给出项目 ID（P 开头）或项目编号（如 519901-2026-0001）。`,
      en: `There is no project "${wanted}": give its id (begins with P) or its number (such as 519901-2026-0001).`,
    },
    EXIT.usage,
  );
}

async function idOfNumber(reader: Session, projectNo: string): Promise<string | null> {
  const query = new URLSearchParams({ q: projectNo, limit: '100' });
  const { items } = await reader.get<z.output<typeof projectListSchema>>(`/projects?${query.toString()}`);
  return items.find((row: ProjectRow) => row.projectNo === projectNo)?.projectId ?? null;
}

/** `stationHead` and `station-head` name the same role. */
const sameRole = (one: string, other: string): boolean =>
  one.replaceAll('-', '').toLowerCase() === other.replaceAll('-', '').toLowerCase();

/** The person of an id, or the one who holds a role in an organisation that takes part in the project. */
export function personFor(accounts: readonly Account[], wanted: string, project: ProjectDetail): string {
  const byId = accounts.find(({ userId }) => userId === wanted);
  if (byId) return byId.userId;
  const seats: readonly (string | null)[] = Object.values(project.process.parties);
  const byRole = accounts.find(({ posts }) =>
    posts.some(({ role, orgId }) => sameRole(role, wanted) && seats.includes(orgId)),
  );
  if (byRole) return byRole.userId;
  throw new StackFailure(
    {
      zh: `没有账号「${wanted}」，该项目各方中也没有人担任这一岗位。账号见 /api/v1/demo/accounts，岗位如 handler、station-head、leader。`,
      en: `There is no account "${wanted}", and nobody of the project's parties holds such a role. See /api/v1/demo/accounts; roles are handler, station-head, leader …`,
    },
    EXIT.usage,
  );
}
