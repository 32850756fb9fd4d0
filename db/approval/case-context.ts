import type { CaseContext, PolicyWord } from '../../domain/approval/case-commands.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { dateAt, type Instant } from '../../domain/kernel/local-date.ts';
import type { Facts, PolicyCheck, Verdict } from '../../domain/policy/types.ts';
import { budgetChangeFacts } from '../budget/change-budget.ts';
import type { Database } from '../connection.ts';
import { readOrganisation, readWholeOrganisation } from '../transition/read-organisation.ts';
import { readCalendar } from '../transition/read-settings.ts';
import { findFlowVersion } from './flow-versions.ts';
import { type Asking, wantedOf } from './wanted.ts';

interface Reading extends Asking {
  readonly now: Instant;
  /** Null where no checkpoint is passed, as on a page that is only read. */
  readonly policy: PolicyCheck | null;
  readonly regionCode: string;
}

/** Everything a decision on this request may look at, as it stands now. */
export async function readContext(db: Database, reading: Reading): Promise<CaseContext> {
  const { flow, command, now } = reading;
  const upgradeTo =
    command?.verb === 'upgrade' ? await findFlowVersion(db, flow.id, command.data.toVersion) : null;
  return {
    flow,
    // An upgrade proves the new version over everybody who might ask.
    organisation: upgradeTo
      ? await readWholeOrganisation(db, now)
      : await readOrganisation(db, { ...wantedOf(reading), now }),
    calendar: await readCalendar(db),
    verdicts: await verdictsOf(db, reading),
    now,
    upgradeTo: upgradeTo?.status === 'published' ? upgradeTo.document : null,
  };
}

/** 规则核查 the policy layer's word at every checkpoint of the flow, on the facts of the form. */
async function verdictsOf(db: Database, reading: Reading): Promise<CaseContext['verdicts']> {
  const { flow, policy, now, regionCode } = reading;
  if (!policy) return {};
  const checkpoints = checkpointsOf(flow);
  if (checkpoints.length === 0) return {};
  const form = factsOf(reading);
  const facts = { ...form, ...(await budgetChangeFacts(db, flow, form)) };
  const words = checkpoints.map(async (checkpoint): Promise<[string, PolicyWord]> => {
    const legalDate = dateAt(Date.parse(now));
    const verdict = await policy.check({ checkpoint, facts, legalDate, regionCode, packVersion: null });
    return [checkpoint, wordOf(verdict)];
  });
  return Object.fromEntries(await Promise.all(words));
}

const checkpointsOf = ({ nodes }: Flow): readonly string[] => [
  ...new Set(Object.values(nodes).flatMap((node) => (node.kind === 'policyCheck' ? [node.checkpoint] : []))),
];

const factsOf = ({ state, command }: Asking): Facts =>
  command && 'form' in command.data ? command.data.form : (state?.form ?? {});

/** A checkpoint for which no rule stands says nothing, and nothing is not yes. */
function wordOf({ outcome, evaluated }: Verdict): PolicyWord {
  if (evaluated.length === 0) return { outcome: 'block', adds: null };
  switch (outcome) {
    case 'pass':
    case 'warn':
      return { outcome: 'pass', adds: null };
    case 'require-approval':
      return { outcome, adds: null };
    case 'needs-information':
    case 'block':
      return { outcome: 'block', adds: null };
  }
}
