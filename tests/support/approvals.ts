import type { CaseDetail, CaseResult } from '../../api/contract/approval-view.ts';
import type { App } from '../../api/deps.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { WORDS } from './case-driver.ts';
import { type Caller, callerOf, type TestRequest } from './http.ts';

let keys = 0;
export const approvalKey = (): string => `approval-${process.pid}-${(keys += 1)}`;

export const START = {
  flowId: 'leave',
  title: '李某请假两天',
  form: { days: 2 },
  choices: {},
  callbackUrl: null,
} as const;

/** A flow as it is drafted: without the id and the version that address and count give. */
export const draftOf = (flow: Flow): Omit<Flow, 'id' | 'version'> => {
  const parts = Object.entries(flow).filter(([name]) => name !== 'id' && name !== 'version');
  return Object.fromEntries(parts) as Omit<Flow, 'id' | 'version'>; // the same parts, two fewer
};

/** Speaks about approval cases to the API as several people. */
export function approvalsOf(app: App) {
  const callers = new Map<string, Caller>();
  const as = async (userId: string): Promise<Caller> => {
    const caller = callers.get(userId) ?? (await callerOf(app, userId));
    callers.set(userId, caller);
    return caller;
  };
  const call = async (userId: string, request: TestRequest) => (await as(userId))(request);
  return {
    call,
    start: (userId: string, body: object = {}, key = approvalKey()) =>
      call(userId, { method: 'POST', url: '/api/v1/approvals', key, body: { ...START, ...body } }),
    async started(userId: string, body: object = {}): Promise<CaseResult> {
      const response = await this.start(userId, body);
      if (response.statusCode !== 201) throw new Error(`Not started: ${response.body}`);
      return response.json<CaseResult>();
    },
    give: ([userId, caseId]: readonly [string, string], verb: string, { key, expectedSeq, ...data }: Given) =>
      call(userId, {
        method: 'POST',
        url: `/api/v1/approvals/${caseId}/commands/${verb}`,
        key: key ?? approvalKey(),
        body: { expectedSeq: expectedSeq ?? null, data },
      }),
    approve(userId: string, caseId: string, taskId: string) {
      return this.give([userId, caseId], 'approve', { taskId, opinion: WORDS, choices: {} });
    },
    look: async (userId: string, caseId: string): Promise<CaseDetail> =>
      (await call(userId, { url: `/api/v1/approvals/${caseId}` })).json<CaseDetail>(),
  };
}

/** The data of a verb; key and number are for the envelope. */
interface Given {
  readonly key?: string;
  readonly expectedSeq?: number;
  readonly [field: string]: unknown;
}

export type Approvals = ReturnType<typeof approvalsOf>;
