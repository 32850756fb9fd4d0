import { canonicalJson } from '../kernel/canonical.ts';
import type { Facts } from '../policy/types.ts';
import { factsAsked } from './condition.ts';
import type { Assignment, Flow } from './flow.ts';

/** The facts that an assignment asks for. */
export function asked(assignment: Assignment): readonly string[] {
  if (assignment.by === 'formField') return [assignment.field];
  if (assignment.by !== 'expression') return [];
  const cases = assignment.cases.flatMap(({ when, then }) => [...factsAsked(when), ...asked(then)]);
  return [...cases, ...asked(assignment.otherwise)];
}

/** What every decision is about, whether the flow asks for it or not; proxies have ceilings for it. */
const AMOUNT = 'amountFen';

/**
 * 实质修改 does the new form say something else about what the way and its signers were chosen by: the amount, what conditions and
 * assignments ask for, and anything at all where policy is asked, which sees the whole form?
 */
export function changesRoute({ nodes }: Flow, before: Facts, after: Facts): boolean {
  const all = Object.values(nodes);
  if (all.some(({ kind }) => kind === 'policyCheck')) return canonicalJson(before) !== canonicalJson(after);
  const names = all.flatMap((node) => {
    if (node.kind === 'condition') return node.cases.flatMap(({ when }) => factsAsked(when));
    if (node.kind === 'approve') return asked(node.assignment);
    return node.kind === 'carbonCopy' ? asked(node.to) : [];
  });
  return [AMOUNT, ...names].some(
    (name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null),
  );
}
