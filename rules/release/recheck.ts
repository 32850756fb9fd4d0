import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { RecheckDifference, RecordedDecision } from '../../domain/policy/reports.ts';
import type { PolicyCheck, TracedVerdict } from '../../domain/policy/types.ts';
import { contentHash } from '../engine/content-hash.ts';

/** The policy of a pack hash; null when no packs of that hash are kept. */
export type PolicyOfHash = (hash: string) => Promise<PolicyCheck | null>;

/** 复核 one recorded decision: asked again of the packs it was made with, it has to be the same, byte for byte. */
export async function recheckDecision(
  decision: RecordedDecision,
  policyOf: PolicyOfHash,
): Promise<RecheckDifference | null> {
  const { projectId, seq, question, verdict, factsHash, trace } = decision;
  const differs = (
    part: RecheckDifference['part'],
    recorded: unknown,
    again: unknown,
  ): RecheckDifference => ({
    projectId,
    seq,
    checkpoint: question.checkpoint,
    part,
    recorded: typeof recorded === 'string' ? recorded : canonicalJson(recorded),
    again: typeof again === 'string' ? again : canonicalJson(again),
  });
  const hash = contentHash(question.facts);
  if (factsHash !== null && factsHash !== hash) return differs('facts', factsHash, hash);
  const policy = await policyOf(verdict.packHash);
  if (!policy) return differs('pack', verdict.packHash, 'no packs of this hash are kept');
  const { trace: newTrace, ...again }: TracedVerdict = await policy.check({ ...question, packVersion: null });
  if (canonicalJson(again) !== canonicalJson(verdict)) return differs('verdict', verdict, again);
  if (trace !== null && canonicalJson(trace) !== canonicalJson(newTrace))
    return differs('trace', trace, newTrace);
  return null;
}
