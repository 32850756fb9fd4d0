import type { BacktestReport, RecordedDecision } from '../../domain/policy/reports.ts';
import type { Outcome, Verdict } from '../../domain/policy/types.ts';
import type { Pack } from '../engine/pack-schema.ts';
import { createPolicyCheck } from '../engine/policy.ts';

const MAX_SAMPLES = 100;

/** 回测: every recorded decision asked again under other packs. `onBlock` is called now and then while it goes on. */
export async function backtestRelease(
  decisions: AsyncIterable<RecordedDecision>,
  packs: readonly Pack[],
  onBlock: () => void,
): Promise<BacktestReport> {
  const policy = createPolicyCheck(packs);
  const moves = new Map<string, { from: Outcome; to: Outcome; count: number }>();
  const samples: BacktestReport['samples'][number][] = [];
  let count = 0;
  let changed = 0;
  for await (const { projectId, seq, question, verdict } of decisions) {
    count += 1;
    if (count % 200 === 0) onBlock();
    const again = await policy.check({ ...question, packVersion: null });
    if (again.outcome === verdict.outcome) continue;
    changed += 1;
    const [from, to] = [verdict.outcome, again.outcome];
    const move = moves.get(`${from} ${to}`) ?? { from, to, count: 0 };
    move.count += 1;
    moves.set(`${from} ${to}`, move);
    if (samples.length < MAX_SAMPLES) {
      samples.push({
        projectId,
        seq,
        checkpoint: question.checkpoint,
        from,
        to,
        rules: between(verdict, again),
      });
    }
  }
  const listed = [...moves.values()].sort(
    (a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1),
  );
  return { decisions: count, changed, moves: listed, samples };
}

/** The rules that say something in one verdict and nothing, or something else, in the other. */
function between(before: Verdict, after: Verdict): readonly string[] {
  const said = ({ findings }: Verdict) => new Set(findings.map(({ rule, result }) => `${rule} ${result}`));
  const [first, second] = [said(before), said(after)];
  const apart = [
    ...[...first].filter((one) => !second.has(one)),
    ...[...second].filter((one) => !first.has(one)),
  ];
  return [...new Set(apart.map((one) => one.split(' ')[0] ?? ''))].sort();
}
