import type { ExaminationReport } from '../../domain/policy/reports.ts';
import { analysePacks } from '../engine/analysis.ts';
import { runExamples } from '../engine/examples.ts';
import type { Pack } from '../engine/pack-schema.ts';

const MAX_REMARKS = 200;
const MAX_BROKEN = 100;

/** 检验 a release before anybody signs: what lint finds, and every example asked as a live decision. */
export async function examineRelease(packs: readonly Pack[]): Promise<ExaminationReport> {
  const remarks = analysePacks(packs);
  const reports = await runExamples(packs);
  const broken = reports.flatMap((report) => report.broken);
  const ordered = [...remarks].sort((a, b) => Number(a.level !== 'error') - Number(b.level !== 'error'));
  return {
    passed: broken.length === 0 && !remarks.some(({ level }) => level === 'error'),
    rules: packs.reduce((sum, { rules }) => sum + rules.length, 0),
    examples: reports.reduce((sum, { examples }) => sum + examples, 0),
    broken: broken.slice(0, MAX_BROKEN).map(({ rule, expected, found }) => ({ rule, expected, found })),
    remarks: ordered
      .slice(0, MAX_REMARKS)
      .map(({ level, kind, on, sentence }) => ({ level, kind, on: on ?? null, sentence })),
    unlisted: Math.max(0, remarks.length - MAX_REMARKS),
  };
}
