import { canonicalJson } from '../kernel/canonical.ts';
import type { CaseState } from './case.ts';
import type { CaseContext } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import type { CaseDeciders } from './decision-kit.ts';
import type { Flow, NodeId } from './flow.ts';
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
  const taken = state.rounds
    .filter(({ status }) => status === 'open' || status === 'passed')
    .map(({ node }) => node);
  const kindDiffers = (id: NodeId) => from.nodes[id]?.kind !== to.nodes[id]?.kind;
  const isBranching = (id: NodeId) => ['parallel', 'join'].includes(from.nodes[id]?.kind ?? '');
  const branching = state.arrivals.length > 0 ? before.filter((id) => isBranching(id) && isChanged(id)) : [];
  return {
    added: after.filter((id) => !before.includes(id)),
    removed: before.filter((id) => !after.includes(id)),
    changed,
    conflicts: [...new Set([...taken.filter(kindDiffers), ...branching])],
  };
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
    run.emit('FlowUpgraded', { from: flow.version, to: toVersion });
    return null;
  },
};
