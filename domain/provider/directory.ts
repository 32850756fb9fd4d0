import { cite } from '../kernel/law.ts';
import { addDays, addMonths, type LocalDate } from '../kernel/local-date.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';
import { isGiven } from '../policy/given.ts';
import { eligibilityRefusal, type Proof } from './eligibility.ts';
import type { DirectoryStatus } from './standing.ts';
import type { ProviderKind } from './types.ts';

export { DIRECTORY_STATES, type DirectoryStatus } from './standing.ts';

/** 信用查询 both credit sites on one day (财库〔2016〕125号). */
export interface CreditCheck {
  readonly on: LocalDate;
  readonly listed: boolean;
  readonly evidenceRef: string;
}

/** 名录条目 */
export interface DirectoryEntry {
  readonly kind: ProviderKind;
  readonly status: DirectoryStatus;
  readonly proofs: readonly Proof[];
  readonly lastCheck: CreditCheck | null;
  /** Last day of a suspension or ban; it still belongs to it. */
  readonly until: LocalDate | null;
  readonly reason: string | null;
}

/** 名录命令 */
export type DirectoryCommand =
  | { readonly verb: 'Verify'; readonly proofs: readonly Proof[] }
  | { readonly verb: 'Admit'; readonly check: CreditCheck }
  | { readonly verb: 'Watch'; readonly reason: string }
  | { readonly verb: 'Clear'; readonly reason: string }
  | { readonly verb: 'Suspend'; readonly reason: string; readonly until: LocalDate }
  | { readonly verb: 'Restore'; readonly reason: string }
  | { readonly verb: 'Ban'; readonly reason: string; readonly until: LocalDate }
  | { readonly verb: 'Reapply' };

type Moves = Readonly<Partial<Record<DirectoryStatus, DirectoryStatus>>>;
const from = (to: DirectoryStatus, ...states: readonly DirectoryStatus[]): Moves =>
  Object.fromEntries(states.map((state) => [state, to]));

/** Where each verb may be used, and where it leads. */
const MOVES: Readonly<Record<DirectoryCommand['verb'], Moves>> = {
  Verify: from('verified', 'candidate'),
  Admit: from('active', 'verified', 'restored'),
  Watch: from('watch', 'active', 'restored'),
  Clear: from('active', 'watch'),
  Suspend: from('suspended', 'active', 'watch', 'restored'),
  Restore: from('restored', 'suspended'),
  Ban: from('banned', 'candidate', 'verified', 'active', 'watch', 'suspended', 'restored'),
  Reapply: from('candidate', 'banned'),
};

/** 地区名录参数 (D) days for which a credit check counts. */
export interface DirectoryRegion {
  readonly creditCheckDays: number;
}

const refusal = refusalsOf({
  NotNow: {
    rule: 'PV-01',
    citation: cite('house', 'PV-01', 'D'),
    message: text('名录当前状态下不能这样做。', 'The entry does not stand where this can be done.'),
    remedy: text('请按当前允许的操作办理。', 'Use one of the acts allowed now.'),
  },
  Incomplete: {
    rule: 'PV-02',
    citation: cite('house', 'PV-02', 'D'),
    message: text('内容不完整或日期有误。', 'Something is missing, or a date is wrong.'),
    remedy: text('请按提示的字段更正。', 'Correct the field that is named.'),
  },
  CreditNotClean: {
    rule: 'SUP-03',
    citation: cite('creditLists', '通知全文', 'V'),
    message: text(
      '信用查询过期、无证据，或主体在失信名单内。',
      'The credit check is stale, lacks evidence, or finds a listing.',
    ),
    remedy: text(
      '请重新查询并留存证据；在名单内的不得承接。',
      'Check again and keep the evidence; a listed body cannot contract.',
    ),
  },
  NotOver: {
    rule: 'SUP-04',
    citation: cite('procurementLaw', '第七十七条', 'V'),
    message: text('暂停或禁止期限未满。', 'The suspension or ban is not over.'),
    remedy: text('请在期满后办理。', 'Do it after its end.'),
  },
  BanOutOfRange: {
    rule: 'SUP-04',
    citation: cite('procurementLaw', '第七十七条', 'V'),
    message: text('禁止期限为一年至三年。', 'A ban lasts one to three years.'),
    remedy: text('请更正期限。', 'Correct the term.'),
  },
  NotInDirectory: {
    rule: 'PV-03',
    citation: cite('house', 'PV-03', 'D'),
    message: text('承接主体尚未入册。', 'The provider is not admitted yet.'),
    remedy: text('请先核验资格和信用。', 'Verify eligibility and credit first.'),
  },
});

/** 名录决定 the entry after a command of a day, or why it is refused. */
export function changeEntry(
  entry: DirectoryEntry,
  command: DirectoryCommand,
  { on, region }: { readonly on: LocalDate; readonly region: DirectoryRegion },
): Result<DirectoryEntry> {
  const to = MOVES[command.verb][entry.status];
  if (to === undefined) return refuse(refusal('NotNow', { verb: command.verb, status: entry.status }));
  const obstacle = obstacleTo(entry, command, { on, region });
  return obstacle ? refuse(obstacle) : accept({ ...entry, status: to, ...written(command) });
}

function obstacleTo(
  entry: DirectoryEntry,
  command: DirectoryCommand,
  { on, region }: { readonly on: LocalDate; readonly region: DirectoryRegion },
): Refusal | null {
  if ('reason' in command && !isGiven(command.reason)) return refusal('Incomplete', { field: 'reason' });
  switch (command.verb) {
    case 'Verify':
      return eligibilityRefusal(entry.kind, command.proofs, on);
    case 'Admit': {
      const { check } = command;
      const isFresh = check.on <= on && on <= addDays(check.on, region.creditCheckDays);
      if (!isFresh || check.listed || !isGiven(check.evidenceRef)) {
        return refusal('CreditNotClean', { checked_on: check.on, listed: check.listed });
      }
      return eligibilityRefusal(entry.kind, entry.proofs, on);
    }
    case 'Suspend':
      return command.until > on ? null : refusal('Incomplete', { field: 'until' });
    case 'Ban': {
      const isLawful = addMonths(on, 12) <= command.until && command.until <= addMonths(on, 36);
      return isLawful ? null : refusal('BanOutOfRange', { until: command.until });
    }
    case 'Restore':
    case 'Reapply':
      return entry.until !== null && on <= entry.until ? refusal('NotOver', { until: entry.until }) : null;
    case 'Watch':
    case 'Clear':
      return null;
  }
}

function written(command: DirectoryCommand): Partial<DirectoryEntry> {
  switch (command.verb) {
    case 'Verify':
      return { proofs: command.proofs };
    case 'Admit':
      return { lastCheck: command.check, until: null, reason: null };
    case 'Suspend':
    case 'Ban':
      return { until: command.until, reason: command.reason };
    case 'Watch':
    case 'Clear':
    case 'Restore':
      return { until: null, reason: command.reason };
    case 'Reapply':
      return { proofs: [], lastCheck: null, until: null, reason: null };
  }
}

/** 可否选用 why an entry may not be chosen on a day; null when it may. */
export function choiceRefusal({ status, until }: DirectoryEntry): Refusal | null {
  switch (status) {
    case 'active':
    case 'watch':
    case 'restored':
      return null;
    case 'suspended':
    case 'banned':
      return refusal('NotOver', { status, until });
    case 'candidate':
    case 'verified':
      return refusal('NotInDirectory', { status });
  }
}
