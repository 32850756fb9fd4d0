import { signBy } from '../contracting/facts.ts';
import { bondRefundClock } from '../delivery/bond.ts';
import { cite } from '../kernel/law.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import type { Citation } from '../kernel/refusal.ts';
import { type Text, text } from '../kernel/text.ts';
import { rollForward, type WorkCalendar } from '../kernel/working-days.ts';
import { acceptBy, milestoneDue } from './facts-of-delivery.ts';
import type { ProjectFile } from './file.ts';

/** 合同期限 one period of the contract's law with its last day. */
export interface ContractClock {
  readonly what:
    | 'signature'
    | 'contract'
    | 'contractFiling'
    | 'acceptance'
    | 'payment'
    | 'receivable'
    | 'bondRefund';
  readonly title: Text;
  readonly fromOn: LocalDate;
  readonly dueOn: LocalDate;
  /** The day it was done; null while it is open. */
  readonly metOn: LocalDate | null;
  readonly isLate: boolean;
  readonly citation: Citation;
}

type Bare = Omit<ContractClock, 'isLate'>;

/** 退还期限 working days where neither contract nor region sets any (D). */
const BOND_REFUND_WORKING_DAYS = 5;
const RECEIVABLE_DAYS = 30;

interface Given {
  readonly file: ProjectFile;
  readonly calendar: WorkCalendar;
  readonly on: LocalDate;
}

/** 合同各期限 every clock that runs or has run under a contract, in the order of its life, as seen on a day. */
export function contractClocks(given: Given): readonly ContractClock[] {
  const { file, on } = given;
  const clocks: readonly Bare[] = [
    ...signature(given),
    ...notices(file),
    ...file.milestones.flatMap(({ no }) => milestone(no, given)),
    ...receivables(given),
    ...refund(given),
  ];
  return clocks.map((clock) => ({ ...clock, isLate: (clock.metOn ?? on) > clock.dueOn }));
}

function signature({ file: { award, contract }, calendar }: Given): readonly Bare[] {
  if (!award) return [];
  return [
    {
      what: 'signature',
      title: text('签订合同', 'Sign the contract'),
      fromOn: award.awardedOn,
      dueOn: signBy(award.awardedOn, calendar),
      metOn: contract?.signedOn ?? null,
      citation: cite('procurementLaw', '第四十六条', 'V'),
    },
  ];
}

const NOTICES = {
  contract: [text('公告合同', 'Publish the contract'), cite('procurementRegulation', '第五十条', 'V')],
  contractFiling: [text('合同备案', 'File the contract'), cite('procurementLaw', '第四十七条', 'V')],
} as const;

const notices = ({ disclosures }: ProjectFile): readonly Bare[] =>
  (['contract', 'contractFiling'] as const).flatMap((what): readonly Bare[] => {
    const item = disclosures.find(({ kind }) => kind === what);
    const [title, citation] = NOTICES[what];
    return item
      ? [{ what, title, fromOn: item.madeOn, dueOn: item.dueOn, metOn: item.publishedOn, citation }]
      : [];
  });

/** Acceptance by the agreed day, and payment by the end of the term, of one milestone. */
function milestone(no: number, { file, calendar, on }: Given): readonly Bare[] {
  const one = file.milestones.find((each) => each.no === no);
  if (!one) return [];
  const by = acceptBy(file, no);
  const due = milestoneDue({ file, references: { calendar }, on }, no);
  const clocks: Bare[] = [];
  if (one.submittedOn !== null && by !== null) {
    clocks.push({
      what: 'acceptance',
      title: text(`验收里程碑 ${no}`, `Accept milestone ${no}`),
      fromOn: one.submittedOn,
      dueOn: by,
      metOn: one.acceptedOn,
      citation: cite('smePayment', '第十条', 'V'),
    });
  }
  // A paid milestone keeps no day of payment in the file; its clock has nothing more to say.
  if (due !== null && one.status !== 'paid') {
    clocks.push({
      what: 'payment',
      title: text(`支付里程碑 ${no}`, `Pay milestone ${no}`),
      fromOn: one.acceptedOn ?? by ?? due,
      dueOn: due,
      metOn: null,
      citation: cite('smePayment', '第九条', 'V'),
    });
  }
  return clocks;
}

const receivables = ({ file, calendar }: Given): readonly Bare[] =>
  file.performance.receivables.map(({ requestedOn, confirmedOn, reference }) => ({
    what: 'receivable',
    title: text(`确认应收账款：${reference}`, `Confirm the receivable: ${reference}`),
    fromOn: requestedOn,
    dueOn: rollForward(calendar, addDays(requestedOn, RECEIVABLE_DAYS)).on,
    metOn: confirmedOn,
    citation: cite('smePayment', '第十六条', 'V'),
  }));

/** The bond's clock runs from the last acceptance. */
function refund({ file, calendar }: Given): readonly Bare[] {
  const { bond } = file.performance;
  const last = file.milestones.at(-1)?.acceptedOn;
  if (!bond || !last) return [];
  const clock = bondRefundClock(bond, last, { calendar, regionWorkingDays: BOND_REFUND_WORKING_DAYS });
  if (clock.dueOn === null) return [];
  const { title, fromOn, dueOn, citation } = clock;
  return [{ what: 'bondRefund', title, fromOn, dueOn, metOn: bond.returned?.on ?? null, citation }];
}
