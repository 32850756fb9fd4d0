import { cite } from '../kernel/law.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import type { Citation } from '../kernel/refusal.ts';
import { type DueAmount, interestOf } from './payment.ts';

/** 应付中小企业款项 one amount owed to a small or medium-sized firm under a contract. */
export interface SmePayable extends DueAmount {
  readonly contractNo: string;
  readonly payeeIsSme: boolean;
}

/** 逾期未付清单 what had been due in a year and was unpaid at its end; public by 31 March (支付条例 §18, PAY-07). */
export interface OverdueList {
  readonly year: number;
  readonly publishBy: LocalDate;
  readonly citation: Citation;
  readonly contracts: number;
  readonly amountFen: Fen;
  readonly lines: readonly {
    readonly contractNo: string;
    readonly dueOn: LocalDate;
    readonly unpaidFen: Fen;
    /** Interest run up by the last day of the year. */
    readonly interestFen: Fen;
  }[];
}

/** Selects the list of one year; "31 March" is a day of the calendar and is not moved to a working day. */
export function overdueListOf(payables: readonly SmePayable[], year: number): OverdueList {
  const yearEnd = `${year}-12-31`;
  const lines = payables
    .filter(({ payeeIsSme, dueOn }) => payeeIsSme && dueOn < yearEnd)
    .map((payable) => ({
      contractNo: payable.contractNo,
      dueOn: payable.dueOn,
      unpaidFen: unpaidOn(payable, yearEnd),
      interestFen: interestOf(payable, yearEnd),
    }))
    .filter(({ unpaidFen }) => unpaidFen > 0)
    .sort((a, b) =>
      a.contractNo === b.contractNo ? order(a.dueOn, b.dueOn) : order(a.contractNo, b.contractNo),
    );
  return {
    year,
    publishBy: `${year + 1}-03-31`,
    citation: cite('smePayment', '第十八条', 'V'),
    contracts: new Set(lines.map(({ contractNo }) => contractNo)).size,
    amountFen: sumFen(lines.map(({ unpaidFen }) => unpaidFen)),
    lines,
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const unpaidOn = ({ dueFen, paid }: DueAmount, on: LocalDate): Fen =>
  fen(dueFen - sumFen(paid.filter((one) => one.on <= on).map(({ amountFen }) => amountFen)));
