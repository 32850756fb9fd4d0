import type { CaseContext } from '../../domain/approval/case-commands.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import { budgetChangeFacts } from '../budget/change-budget.ts';
import type { Database } from '../connection.ts';
import { findHome } from '../queries/home.ts';
import { readOrganisation, readWholeOrganisation } from '../transition/read-organisation.ts';
import { readCalendar } from '../transition/read-settings.ts';
import { findFlowVersion } from './flow-versions.ts';
import { readPolicyWords } from './policy-words.ts';
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
  const verdicts = await wordsOf(db, reading);
  const { orgs, ...wanted } = wantedOf(reading);
  const named = Object.values(verdicts).flatMap(({ adds }) => (adds ? [adds.orgId] : []));
  return {
    flow,
    // An upgrade proves the new version over everybody who might ask.
    organisation: upgradeTo
      ? await readWholeOrganisation(db, now)
      : await readOrganisation(db, { ...wanted, orgs: [...orgs, ...named], now }),
    calendar: await readCalendar(db),
    verdicts,
    now,
    upgradeTo: upgradeTo?.status === 'published' ? upgradeTo.document : null,
  };
}

/** The words of policy on the form as this request leaves it, for the organisation of whoever began. */
async function wordsOf(db: Database, reading: Reading): Promise<CaseContext['verdicts']> {
  const { flow, state, command, now, policy, regionCode } = reading;
  const initiator = state?.initiator ?? command?.by;
  const home = policy && initiator !== undefined ? await findHome(db, initiator) : null;
  if (!policy || !home) return {};
  const form = command && 'form' in command.data ? command.data.form : (state?.form ?? {});
  const more = await budgetChangeFacts(db, flow, form);
  return readPolicyWords(db, policy, {
    flow,
    form: { ...form, ...more },
    orgId: home.orgId,
    regionCode,
    now,
  });
}
