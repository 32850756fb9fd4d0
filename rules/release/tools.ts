import { invariant } from '../../domain/kernel/invariant.ts';
import type { BacktestReport } from '../../domain/policy/backtest.ts';
import type { ExaminationReport, PastDecision } from '../../domain/policy/reports.ts';
import type { StoredRelease } from '../../domain/policy/stored-release.ts';
import { backtest } from '../bulk/backtest.ts';
import { checkedReleases } from '../engine/policy.ts';
import { describe } from '../engine/read-pack.ts';
import type { Release } from '../engine/release.ts';
import { shippedPacks } from '../packs/shipped.ts';
import { admitRelease } from './admit.ts';
import { readRelease } from './document.ts';
import { examineRelease } from './examine.ts';
import { signatureFits } from './signing.ts';

/** All that a policy release needs of the policy layer, on documents as they are kept. */
export const releaseTools = {
  signatureFits,
  get shippedVersion(): string {
    return newestShipped().version;
  },
  admit(stored: StoredRelease): string | null {
    const admission = admitRelease(stored);
    return admission.ok ? null : admission.fault;
  },
  examine: (document: string): Promise<ExaminationReport> => examineRelease(releaseIn(document).packs),
  backtest: (
    { inForce, proposed }: { readonly inForce: string | null; readonly proposed: string },
    decisions: AsyncIterable<readonly PastDecision[]>,
    onProgress: () => void,
  ): Promise<BacktestReport> => {
    const after = releaseIn(proposed);
    const before = inForce === null ? newestShipped() : releaseIn(inForce);
    return backtest(decisions, { before, after, seed: seedFrom(after), on: null, onProgress });
  },
};

function newestShipped(): Release {
  const newest = checkedReleases(shippedPacks).at(-1);
  invariant(newest, 'No policy pack is shipped');
  return newest;
}

/** The sample of a release follows from its content, so that anybody who repeats the backtest gets the same report. */
const seedFrom = ({ hash }: Release): number => Number.parseInt(hash.slice(0, 8), 16);

/** Documents are checked before they are kept. */
function releaseIn(document: string): Release {
  const reading = readRelease(JSON.parse(document));
  invariant(reading.ok, reading.ok ? '' : `A kept document cannot be read: ${describe(reading.problems)}`);
  return reading.release;
}
