import type { App } from '../../api/deps.ts';
import { holderOf } from '../../cli/demo-data/people.ts';
import type { Role } from '../../domain/approval/types.ts';
import type { DraftLine } from '../../domain/budget/compilation.ts';
import { fen } from '../../domain/kernel/money.ts';
import { type Approvals, approvalsOf } from './approvals.ts';

export const draftLine = (change: Partial<DraftLine> = {}): DraftLine => ({
  ...{ code: '2130108', name: '病虫害统防统治', amountFen: fen(50_000_000), buysServices: true },
  ...{ inServiceTable: true, source: 'own', permittedSectors: [], mayCarryOver: true },
  ...change,
});

export const personOf = (role: Role, orgId: string): string => {
  const holder = holderOf(role, orgId);
  if (!holder) throw new Error(`The demo has nobody as ${role} of ${orgId}`);
  return holder.id;
};

let keys = 0;

/** Speaks about budgets to the API as several people. */
export function budgetsOf(app: App, approvals: Approvals = approvalsOf(app)) {
  return {
    approvals,
    /** One step of the compilation of a unit's budget. */
    step(
      [userId, orgId, fiscalYear]: readonly [string, string, number],
      verb: string,
      { key, expectedRevision, occurredOn, ...data }: Step,
    ) {
      return approvals.call(userId, {
        method: 'POST',
        url: `/api/v1/budgets/${orgId}/${fiscalYear}/commands/${verb}`,
        key: key ?? `budget-${process.pid}-${(keys += 1)}`,
        body: { expectedRevision, ...(occurredOn && { occurredOn }), data },
      });
    },
    look: async (userId: string, orgId: string, fiscalYear: number) =>
      (await approvals.call(userId, { url: `/api/v1/budgets/${orgId}/${fiscalYear}` })).json<BudgetLooked>(),
  };
}

interface BudgetLooked {
  readonly events: readonly { readonly data: { readonly command?: { readonly verb: string } } }[];
}

interface Step {
  readonly expectedRevision: number;
  readonly key?: string;
  readonly occurredOn?: string;
  readonly [field: string]: unknown;
}
