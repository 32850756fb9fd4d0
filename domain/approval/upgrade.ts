import { canonicalJson } from '../kernel/canonical.ts';
import { type CaseState, openRounds, type RoundStatus } from './case.ts';
import type { CaseContext } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { formRefusal } from './decide-routing.ts';
import type { CaseDeciders } from './decision-kit.ts';
import type { Flow, NodeId } from './flow.ts';
import { branchesOf, downstream, parallelIn } from './flow-paths.ts';
import { provePublishable } from './flow-proofs.ts';

/** 升级预览: what a new version changes, and what keeps a running case from moving to it. */
export interface UpgradePreview {
  readonly added: readonly NodeId[];
  readonly removed: readonly NodeId[];
  readonly changed: readonly NodeId[];
  /** Nodes the case has taken, or branches it stands in, that the new version no longer has as they were. */
  readonly conflicts: readonly NodeId[];
}

export function previewUpgrade(state: CaseState, from: Flow, to: Flow): UpgradePreview {
  const [before, after] = [Object.keys(from.nodes), Object.keys(to.nodes)];
  const isChanged = (id: NodeId) => canonicalJson(from.nodes[id]) !== canonicalJson(to.nodes[id]);
  const changed = before.filter((id) => after.includes(id) && isChanged(id));
  return {
    added: after.filter((id) => !before.includes(id)),
    removed: before.filter((id) => !after.includes(id)),
    changed,
    conflicts: conflictsOf(state, from, to),
  };
}

function conflictsOf(state: CaseState, from: Flow, to: Flow): readonly NodeId[] {
  const inRounds = (...statuses: readonly RoundStatus[]) =>
    state.rounds.filter(({ status }) => statuses.includes(status)).map(({ node }) => node);
  const waiting = state.comeBacks.filter(({ usedSeq }) => usedSeq === null);
  const promised = waiting
    .flatMap(({ after, reopen }) => [after, ...reopen])
    .filter((id) => id !== 'initiator');
  const taken = new Set([...inRounds('open', 'passed'), ...promised]);
  const [old, young] = [branchesOf(from), branchesOf(to)];
  const differs = (id: NodeId) =>
    from.nodes[id]?.kind !== to.nodes[id]?.kind || String(old.get(id)) !== String(young.get(id));
  // A parallel node that has begun keeps its branches: one more would never start, and the join would wait for it.
  const begun = [...taken].flatMap((id) => old.get(id) ?? []);
  const arrived = state.arrivals.map(({ branch }) => branch);
  const parallels = new Set([...begun, ...arrived].map(parallelIn));
  const branching = [...parallels].filter((id) => {
    const [was, is] = [from.nodes[id], to.nodes[id]];
    if (was?.kind !== 'parallel' || is?.kind !== 'parallel') return true;
    return was.branches.length !== is.branches.length || was.join !== is.join;
  });
  return [...new Set([...[...taken].filter(differs), ...branching, ...skipped(state, to)])];
}

/** Mandatory nodes of the new version that lie behind the case: it would never come to them. */
function skipped(state: CaseState, to: Flow): readonly NodeId[] {
  const open = openRounds(state).map(({ node }) => node);
  if (state.status !== 'running' || open.some((id) => !Object.hasOwn(to.nodes, id))) return [];
  const ahead = new Set([...open, ...open.flatMap((id) => [...downstream(to, id)])]);
  const passed = new Set(state.rounds.filter(({ status }) => status === 'passed').map((round) => round.node));
  return Object.entries(to.nodes)
    .filter(([id, node]) => node.kind === 'approve' && node.mandatory && !ahead.has(id) && !passed.has(id))
    .map(([id]) => id);
}

export const upgradeDeciders: CaseDeciders<'upgrade'> = {
  upgrade(run, { toVersion }) {
    const { flow, upgradeTo, organisation }: CaseContext = run.context;
    const fits =
      upgradeTo !== null &&
      upgradeTo.id === flow.id &&
      upgradeTo.version === toVersion &&
      toVersion > flow.version;
    if (!fits) return caseRefusal('UpgradeConflict', { from: flow.version, to: toVersion });
    const [conflict] = previewUpgrade(run.state, flow, upgradeTo).conflicts;
    const [fault] = provePublishable(upgradeTo, organisation);
    if (conflict !== undefined || fault) {
      return caseRefusal('UpgradeConflict', { node: conflict ?? null, proof: fault?.proof ?? null });
    }
    // Returned to the initiator, the form is asked for again; running, it has to serve the new version as it is.
    const incomplete = run.state.status === 'running' ? formRefusal(upgradeTo, run.state.form) : null;
    if (incomplete) return incomplete;
    run.emit('FlowUpgraded', { from: flow.version, to: toVersion });
    return null;
  },
};
