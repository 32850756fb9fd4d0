import { formatFen } from '../../domain/kernel/money.ts';
import type { BacktestReport, TallyRow } from '../../domain/policy/backtest.ts';
import { backtest as runBacktest } from '../../rules/bulk/backtest.ts';
import { checkedReleases } from '../../rules/engine/policy.ts';
import type { Release } from '../../rules/engine/release.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode, type Sentence, StackFailure } from '../stack/failure.ts';
import { releaseIn } from './diff.ts';
import { dayIn } from './facts-file.ts';
import { decisionsFromDatabase, decisionsFromFile } from './recorded-decisions.ts';

export interface BacktestOptions {
  readonly old?: string;
  readonly facts?: string;
  readonly on?: string;
  readonly seed: string;
  readonly json?: boolean;
}

/**
 * Whom the packs in a folder would have treated differently; exit 4 when the engine disagrees with the columns about a
 * decision, so that the figures must not be relied on.
 */
export async function backtest(folder: string, options: BacktestOptions): Promise<ExitCode> {
  const seed = Number(options.seed);
  if (!Number.isSafeInteger(seed))
    throw new StackFailure(
      { zh: `种子 ${options.seed} 不是整数。`, en: `The seed ${options.seed} is not a whole number.` },
      EXIT.usage,
    );
  const before = options.old === undefined ? shippedRelease() : releaseIn(options.old);
  const after = releaseIn(folder);
  const decisions = options.facts === undefined ? decisionsFromDatabase() : decisionsFromFile(options.facts);
  const on = options.on === undefined ? null : dayIn(options.on);
  const report = await runBacktest(decisions, { before, after, seed, on });
  if (options.json) print(JSON.stringify(report));
  else show(report);
  return report.disagreements.length > 0 ? EXIT.findings : EXIT.ok;
}

function shippedRelease(): Release {
  const newest = checkedReleases(shippedPacks).at(-1);
  if (!newest) throw new StackFailure({ zh: '没有规则包。', en: 'There is no pack.' }, EXIT.failure);
  return newest;
}

function show(report: BacktestReport): void {
  const { decisions, changed, projects, stricter, looser, otherRules } = report;
  print(
    inWords({
      zh: `历史决定 ${decisions} 项，其中 ${changed} 项（涉及 ${projects} 个项目）结论改变：更严 ${stricter}，更宽 ${looser}；另有 ${otherRules} 项结论不变但依据的规则不同`,
      en: `${decisions} recorded decisions: ${changed} of ${projects} projects would come out otherwise (${stricter} stricter, ${looser} looser), ${otherRules} the same by other rules`,
    }),
  );
  showTally({ zh: '乡镇（街道）', en: 'township' }, report.byTownship);
  showTally({ zh: '领域', en: 'sector' }, report.bySector);
  showTally({ zh: '金额（分）', en: 'amount (fen)' }, report.byAmount);
  showTally({ zh: '月份', en: 'month' }, report.byMonth);
  for (const { projectId, seq, checkpoint, legalDate, from, to, rulesAdded, rulesGone } of report.changes) {
    const rules = [...rulesAdded.map((id) => `+${id}`), ...rulesGone.map((id) => `-${id}`)].join(' ');
    print(`${projectId}#${seq}  ${checkpoint}  ${legalDate}  ${from} → ${to}  ${rules}`);
  }
  const unlisted = changed - report.changes.length;
  if (unlisted > 0) note({ zh: `另有 ${unlisted} 项未列出`, en: `${unlisted} more are not listed` });
  showDisagreements(report);
}

function showTally(title: Sentence, rows: readonly TallyRow[]): void {
  if (rows.length === 0) return;
  print(`\n${inWords(title)}`);
  for (const { key, decisions, projects, stricter, looser, amountFen, firstOn, lastOn, days } of rows) {
    print(
      inWords({
        zh: `  ${key || '（未填）'}  决定 ${decisions}（更严 ${stricter}，更宽 ${looser}）  项目 ${projects}  金额 ${formatFen(amountFen)}  ${firstOn} 至 ${lastOn} 共 ${days} 天`,
        en: `  ${key || '(none)'}  ${decisions} decisions (${stricter} stricter, ${looser} looser)  ${projects} projects  ${formatFen(amountFen, 'en')}  ${firstOn} to ${lastOn}, ${days} days`,
      }),
    );
  }
}

function showDisagreements({ recheckedByEngine, disagreements, seed }: BacktestReport): void {
  for (const { projectId, seq, release, columns, engine } of disagreements)
    print(`✗ ${projectId}#${seq}  ${release}  ${JSON.stringify(columns)} ≠ ${JSON.stringify(engine)}`);
  note({
    zh: `规则引擎复算 ${recheckedByEngine} 项（种子 ${seed}），不一致 ${disagreements.length}`,
    en: `${recheckedByEngine} decided again by the engine (seed ${seed}), ${disagreements.length} disagreements`,
  });
}
