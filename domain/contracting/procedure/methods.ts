import { cite } from '../../kernel/law.ts';
import type { Citation } from '../../kernel/refusal.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { PeriodId } from './periods.ts';

/** 采购程序方式 the methods above the limit and the direct modes below it; inquiry (询价) is not for services (MTH-08). */
export const PROCEDURE_METHODS = [
  'openTender',
  'invitedTender',
  'competitiveNegotiation',
  'competitiveConsultation',
  'singleSource',
  'frameworkAgreement',
  'internalSelection',
  'fixedSubsidy',
  'voucher',
] as const;
export type ProcedureMethod = (typeof PROCEDURE_METHODS)[number];

/** 评审小组要求 size and parity; experts are at least two thirds of it. `larger` is for 1000 万, complex or high impact. */
export interface PanelRules {
  readonly size: number;
  readonly larger: number;
  readonly largerWhen: 'weighty' | 'overOpenTender' | 'never';
  readonly citation: Citation;
}

/** 方式规则 all that differs between the methods; the machine itself is one. */
export interface MethodRules {
  readonly title: Text;
  /** Above the purchase limit: plan filing, intent, designated media, challenges by law. */
  readonly statutory: boolean;
  /** Documents that open the procedure to all, or to those invited. */
  readonly openTo: 'all' | 'invited';
  readonly documents: PeriodId | null;
  /** From issue to closing. */
  readonly open: PeriodId | null;
  /** The open period binds only where the estimate reaches the open-tender threshold (MTH-06). */
  readonly openOnlyAboveThreshold: boolean;
  /** From a change that may affect bids to closing. */
  readonly change: PeriodId | null;
  /** Fewest suppliers invited, who hand in, and who stay valid. */
  readonly suppliers: { readonly invited: number; readonly valid: number; readonly citation: Citation };
  readonly panel: PanelRules | null;
  readonly ranking: 'score' | 'lowestPrice' | 'none';
  /** 价格分值 in percent of the total; null where price is no score. */
  readonly priceWeight: { readonly min: number; readonly max: number; readonly citation: Citation } | null;
  readonly winners: 'one' | 'several';
}

export const methodTitle = (method: ProcedureMethod | 'inquiry'): Text =>
  method === 'inquiry' ? text('询价', 'Inquiry') : METHOD_RULES[method].title;

/** Above the purchase limit by law; the other methods are the buyer's own below it. */
export const isStatutory = (method: ProcedureMethod | 'inquiry'): boolean =>
  method === 'inquiry' || METHOD_RULES[method].statutory;

const three = cite('procurementLaw', '第三十六条', 'V');
const statutory = { statutory: true, openOnlyAboveThreshold: false } as const;
const tenderPanel: PanelRules = {
  ...{ size: 5, larger: 7, largerWhen: 'weighty' },
  citation: cite('order87', '第四十七条', 'P'),
};
const smallPanel = (largerWhen: PanelRules['largerWhen'], citation: Citation): PanelRules => ({
  ...{ size: 3, larger: 5, largerWhen, citation },
});
const tenderPrice = { min: 10, max: 100, citation: cite('order87', '第五十五条', 'P') };
const tender = {
  ...statutory,
  documents: 'documents',
  open: 'tender',
  change: 'clarification',
  suppliers: { invited: 3, valid: 3, citation: three },
  panel: tenderPanel,
  ranking: 'score',
  priceWeight: tenderPrice,
} as const;
/** Below the limit no statute sets periods: what the region wants stands in its own data. */
const direct = {
  ...{ statutory: false, documents: null, open: null, openOnlyAboveThreshold: false, change: null },
  ...{ panel: null, priceWeight: null },
} as const;

export const METHOD_RULES: Readonly<Record<ProcedureMethod, MethodRules>> = {
  openTender: {
    title: text('公开招标', 'Open tender'),
    ...tender,
    ...{ openTo: 'all', winners: 'one' },
  },
  invitedTender: {
    title: text('邀请招标', 'Invited tender'),
    ...tender,
    ...{ openTo: 'invited', winners: 'one' },
  },
  competitiveNegotiation: {
    title: text('竞争性谈判', 'Competitive negotiation'),
    ...statutory,
    ...{ openTo: 'invited', documents: null, open: 'negotiation', change: 'negotiationClarification' },
    suppliers: { invited: 3, valid: 3, citation: cite('procurementLaw', '第三十八条', 'M') },
    panel: smallPanel('overOpenTender', cite('order74', '第七条', 'M')),
    ...{ ranking: 'lowestPrice', priceWeight: null, winners: 'one' },
  },
  competitiveConsultation: {
    title: text('竞争性磋商', 'Competitive consultation'),
    ...statutory,
    ...{ openTo: 'all', documents: 'consultationDocuments', open: 'consultation' },
    change: 'consultationClarification',
    // Every project of this product is a purchase of services, for which two may go on.
    suppliers: { invited: 3, valid: 2, citation: cite('twoSuppliers', '通知全文', 'V') },
    panel: smallPanel('never', cite('consultation', '第十四条', 'M')),
    ranking: 'score',
    priceWeight: { min: 10, max: 30, citation: cite('consultation', '第二十四条', 'P') },
    winners: 'one',
  },
  singleSource: {
    title: text('单一来源采购', 'Single source'),
    ...statutory,
    ...{
      openTo: 'invited',
      documents: null,
      open: 'singleSource',
      openOnlyAboveThreshold: true,
      change: null,
    },
    suppliers: { invited: 1, valid: 1, citation: cite('procurementLaw', '第三十一条', 'V') },
    ...{ panel: null, ranking: 'none', priceWeight: null, winners: 'one' },
  },
  frameworkAgreement: {
    title: text('框架协议采购', 'Framework agreement'),
    ...tender,
    suppliers: { invited: 3, valid: 3, citation: cite('order110', '封闭式框架协议', 'M') },
    ...{ openTo: 'all', winners: 'several' },
  },
  internalSelection: {
    title: text('限额以下内部遴选', 'Internal selection below the limit'),
    ...direct,
    // Fewer quotes than the region asks for are made good by minutes, when the winner is chosen.
    suppliers: { invited: 1, valid: 1, citation: cite('internalControl', 'MTH-11', 'D') },
    ...{ openTo: 'invited', ranking: 'lowestPrice', winners: 'one' },
  },
  fixedSubsidy: {
    title: text('定额补助', 'Fixed subsidy'),
    ...direct,
    suppliers: { invited: 1, valid: 1, citation: cite('practice', 'MTH-13', 'D') },
    ...{ openTo: 'all', ranking: 'none', winners: 'several' },
  },
  voucher: {
    title: text('凭单消费', 'Voucher'),
    ...direct,
    // Users choose: with one provider there is no choice.
    suppliers: { invited: 2, valid: 2, citation: cite('practice', 'MTH-13', 'D') },
    ...{ openTo: 'all', ranking: 'none', winners: 'several' },
  },
};
