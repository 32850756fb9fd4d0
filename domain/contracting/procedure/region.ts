import type { LocalDate } from '../../kernel/local-date.ts';

/** 地区程序参数 what the law leaves open (D), to be confirmed for each region. */
export interface ProcedureRegion {
  /** 合同签订是否等质疑期满: the law asks only that no challenge which may change the result is open. */
  readonly signAfterChallengeWindow: boolean;
  /** 异常低价提示线 percent of the mean of the valid prices below which a bidder is asked to explain. */
  readonly lowPricePercentOfMean: number;
  /** 内部遴选报价数 fewest quotes that need no collective minutes (MTH-11). */
  readonly quotesWithoutMinutes: number;
  /** 内部遴选报价天数 working days between inquiry and the last day for quotes; 0 sets none. */
  readonly quoteWorkingDays: number;
  /** 意向公开施行日 the day from which procurements of this level of government publish an intent. */
  readonly intentFrom: LocalDate;
}

/** Before a region has been confirmed by its finance office. 2022-01-01 is the date of county and below (10号, V). */
export const DEFAULT_REGION: ProcedureRegion = {
  signAfterChallengeWindow: false,
  lowPricePercentOfMean: 50,
  quotesWithoutMinutes: 3,
  quoteWorkingDays: 3,
  intentFrom: '2022-01-01',
};

/** 框架协议 bounds of a framework for services (110号): two years, two admitted, a fifth and at least one turned away. */
export const FRAMEWORK = { maxTermMonths: 24, minAdmitted: 2, minEliminatedPercent: 20 } as const;

/** 邀请供应商 the buyer names at most half of those invited (74号 §12). */
export const BUYER_NAMES_PERCENT = 50;

/** 投标保证金 at most so many percent of the budget (条例 §33). */
export const MAX_BID_BOND_PERCENT = 2;

/** 重大项目 budget in fen from which a tender panel has seven members (87号令 §47). */
export const WEIGHTY_FEN = 1_000_000_000;
