import { invariant } from '../../domain/kernel/invariant.ts';
import type { BacktestReport, ExaminationReport, RecordedDecision } from '../../domain/policy/reports.ts';
import type { StoredRelease } from '../../domain/policy/stored-release.ts';
import type { Pack } from '../engine/pack-schema.ts';
import { describe } from '../engine/read-pack.ts';
import { admitRelease } from './admit.ts';
import { backtestRelease } from './backtest.ts';
import { readRelease } from './document.ts';
import { examineRelease } from './examine.ts';
import { shippedDocuments } from './shipped.ts';
import { signatureFits } from './signing.ts';

/** All that a policy release needs of the policy layer, on documents as they are kept. */
export const releaseTools = {
  signatureFits,
  get shippedVersion(): string {
    const newest = shippedDocuments().at(-1);
    invariant(newest, 'No policy pack is shipped');
    return newest.version;
  },
  admit(stored: StoredRelease): string | null {
    const admission = admitRelease(stored);
    return admission.ok ? null : admission.fault;
  },
  examine: (document: string): Promise<ExaminationReport> => examineRelease(packsIn(document)),
  backtest: (
    document: string,
    decisions: AsyncIterable<RecordedDecision>,
    onBlock: () => void,
  ): Promise<BacktestReport> => backtestRelease(decisions, packsIn(document), onBlock),
};

/** Documents are checked before they are kept. */
function packsIn(document: string): readonly Pack[] {
  const reading = readRelease(JSON.parse(document));
  invariant(reading.ok, reading.ok ? '' : `A kept document cannot be read: ${describe(reading.problems)}`);
  return reading.release.packs;
}
