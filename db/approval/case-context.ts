import type { CaseContext, PolicyWord } from '../../domain/approval/case-commands.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import { dateAt, type Instant } from '../../domain/kernel/local-date.ts';
import { levelsAsked } from '../../domain/policy/levels.ts';
import type { Facts, PolicyCheck, Verdict } from '../../domain/policy/types.ts';
import type { Database } from '../connection.ts';
import { findNearestPost } from '../queries/home.ts';
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
  const verdicts = await verdictsOf(db, reading);
  const wanted = wantedOf(reading);
  const added = Object.values(verdicts).flatMap(({ adds }) => adds?.orgId ?? []);
  return {
    flow,
    // An upgrade proves the new version over everybody who might ask.
    organisation: upgradeTo
      ? await readWholeOrganisation(db, now)
      : await readOrganisation(db, { ...wanted, orgs: [...wanted.orgs, ...added], now }),
    calendar: await readCalendar(db),
    verdicts,
    now,
    upgradeTo: upgradeTo?.status === 'published' ? upgradeTo.document : null,
  };
}

/** 规则核查 the policy layer's word at every checkpoint of the flow, on the facts of the form. */
async function verdictsOf(db: Database, reading: Reading): Promise<CaseContext['verdicts']> {
  const { flow, policy, now, regionCode, state, command } = reading;
  const initiator = state?.initiator ?? command?.by ?? 'system';
  if (!policy) return {};
  const words = checkpointsOf(flow).map(async (checkpoint): Promise<[string, PolicyWord]> => {
    const legalDate = dateAt(Date.parse(now));
    const facts = factsOf(reading);
    const verdict = await policy.check({ checkpoint, facts, legalDate, regionCode, packVersion: null });
    return [checkpoint, { ...wordOf(verdict), adds: await addedBy(db, initiator, verdict) }];
  });
  return Object.fromEntries(await Promise.all(words));
}

const checkpointsOf = ({ nodes }: Flow): readonly string[] => [
  ...new Set(Object.values(nodes).flatMap((node) => (node.kind === 'policyCheck' ? [node.checkpoint] : []))),
];

const factsOf = ({ state, command }: Asking): Facts =>
  command && 'form' in command.data ? command.data.form : (state?.form ?? {});

/** A checkpoint for which no rule stands says nothing, and nothing is not yes. */
function wordOf({ outcome, evaluated }: Verdict): Pick<PolicyWord, 'outcome'> {
  if (evaluated.length === 0) return { outcome: 'block' };
  switch (outcome) {
    case 'pass':
    case 'warn':
      return { outcome: 'pass' };
    case 'require-approval':
      return { outcome };
    case 'needs-information':
    case 'block':
      return { outcome: 'block' };
  }
}

/**
 * 提级 the level that a verdict names, in the nearest organisation above the initiator that has it. Null where rules name no
 * level or more than one, or nobody holds it: then the node's empty policy says who signs.
 */
async function addedBy(db: Database, initiator: UserId, verdict: Verdict): Promise<PolicyWord['adds']> {
  const [role, ...others] = levelsAsked(verdict);
  if (verdict.outcome !== 'require-approval' || role === undefined || others.length > 0) return null;
  const orgId = await findNearestPost(db, initiator, role);
  return orgId === null ? null : { role, orgId };
}
