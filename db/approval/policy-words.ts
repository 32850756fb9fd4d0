import type { CaseContext, PolicyWord } from '../../domain/approval/case-commands.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { APPROVAL_LEVELS, type ApprovalLevel, type Parties } from '../../domain/approval/types.ts';
import type { OrgId } from '../../domain/kernel/brand.ts';
import { dateAt, type Instant } from '../../domain/kernel/local-date.ts';
import { levelsAsked } from '../../domain/policy/levels.ts';
import type { Facts, FactValue, PolicyCheck, Verdict } from '../../domain/policy/types.ts';
import { STEPS } from '../../domain/project/steps.ts';
import type { Database } from '../connection.ts';
import { readSeats } from '../transition/read-references.ts';
import { lineage } from '../transition/read-settings.ts';

interface Checked {
  readonly flow: Flow;
  readonly form: Facts;
  /** The organisation of whoever began the case, and its region. */
  readonly orgId: OrgId;
  readonly regionCode: string;
  readonly now: Instant;
}

/** 规则核查 the policy layer's word at every checkpoint of the flow, on the facts of the form. */
export async function readPolicyWords(
  db: Database,
  policy: PolicyCheck,
  { flow, form, orgId, regionCode, now }: Checked,
): Promise<CaseContext['verdicts']> {
  const checkpoints = checkpointsOf(flow);
  if (checkpoints.length === 0) return {};
  const regions = await lineage(db, regionCode);
  const sector = typeof form['sector'] === 'string' ? form['sector'] : null;
  const seats = await readSeats(db, { buyerOrgId: orgId, regions, sector });
  const facts = factsOf(form);
  const legalDate = dateAt(Date.parse(now));
  const words = checkpoints.map(async (checkpoint): Promise<[string, PolicyWord]> => {
    const verdict = await policy.check({ checkpoint, facts, legalDate, regionCode, packVersion: null });
    return [checkpoint, wordOf(verdict, seats)];
  });
  return Object.fromEntries(await Promise.all(words));
}

const checkpointsOf = ({ nodes }: Flow): readonly string[] => [
  ...new Set(Object.values(nodes).flatMap((node) => (node.kind === 'policyCheck' ? [node.checkpoint] : []))),
];

/** A field of the form is the fact of the same name, written as rules write it: `itemCode` is `item_code`. */
const factsOf = (form: Facts): Facts =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]): [string, FactValue] => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );

/** A checkpoint for which no rule stands says nothing, and nothing is not yes. */
function wordOf(verdict: Verdict, seats: Parties): PolicyWord {
  if (verdict.evaluated.length === 0) return { outcome: 'block', adds: null };
  switch (verdict.outcome) {
    case 'pass':
    case 'warn':
      return { outcome: 'pass', adds: null };
    case 'require-approval':
      return { outcome: 'require-approval', adds: postOf(levelsAsked(verdict), seats) };
    case 'needs-information':
    case 'block':
      return { outcome: 'block', adds: null };
  }
}

const LEVEL_STEPS = Object.values(STEPS).filter(({ command }) => command === 'DecideBudget');

/** The highest level that rules name, where it sits in the budget's approval; null when no rule names one or nobody sits there. */
function postOf(levels: readonly ApprovalLevel[], seats: Parties): PolicyWord['adds'] {
  const level = APPROVAL_LEVELS.findLast((one) => levels.includes(one));
  const step = LEVEL_STEPS.find(({ role }) => role === level);
  const orgId = step ? seats[step.party] : null;
  return level === undefined || orgId === null ? null : { role: level, orgId };
}
