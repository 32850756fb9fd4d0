import { cite } from '../../kernel/law.ts';
import type { Period } from '../../kernel/period.ts';
import { text } from '../../kernel/text.ts';

/** 法定期间 the periods of a procurement procedure, each with its article and how sure we are of it. */
export const PERIODS = {
  intent: {
    title: text('采购意向公开', 'Intent public'),
    ...{ bound: 'atLeast', length: 30, unit: 'days' },
    citation: cite('intent', '通知全文', 'V'),
  },
  documents: {
    title: text('采购文件提供', 'Documents available'),
    ...{ bound: 'atLeast', length: 5, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第三十一条', 'V'),
  },
  consultationDocuments: {
    title: text('磋商文件提供', 'Consultation documents available'),
    ...{ bound: 'atLeast', length: 5, unit: 'workingDays' },
    citation: cite('consultation', '第十条', 'V'),
  },
  tender: {
    title: text('等标期', 'Time to tender'),
    ...{ bound: 'atLeast', length: 20, unit: 'days' },
    citation: cite('procurementLaw', '第三十五条', 'V'),
  },
  clarification: {
    title: text('澄清修改至投标截止', 'Clarification to closing'),
    ...{ bound: 'atLeast', length: 15, unit: 'days' },
    citation: cite('procurementRegulation', '第三十一条', 'V'),
  },
  consultation: {
    title: text('磋商响应期', 'Time to respond to a consultation'),
    ...{ bound: 'atLeast', length: 10, unit: 'days' },
    citation: cite('consultation', '第十条', 'V'),
  },
  consultationClarification: {
    title: text('澄清修改至响应截止', 'Change to closing of a consultation'),
    ...{ bound: 'atLeast', length: 5, unit: 'days' },
    citation: cite('consultation', '第十条', 'V'),
  },
  negotiation: {
    title: text('谈判响应期', 'Time to respond to a negotiation'),
    ...{ bound: 'atLeast', length: 3, unit: 'workingDays' },
    citation: cite('order74', '第二十九条', 'M'),
  },
  negotiationClarification: {
    title: text('澄清修改至谈判截止', 'Change to closing of a negotiation'),
    ...{ bound: 'atLeast', length: 3, unit: 'workingDays' },
    citation: cite('order74', '第二十九条', 'M'),
  },
  singleSource: {
    title: text('单一来源公示', 'Single source notice'),
    ...{ bound: 'atLeast', length: 5, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第三十八条', 'V'),
  },
  report: {
    title: text('送交评审报告', 'Report to the buyer'),
    ...{ bound: 'atMost', length: 2, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第四十三条', 'V'),
  },
  choice: {
    title: text('确定中标（成交）供应商', 'Choice of the winner'),
    ...{ bound: 'atMost', length: 5, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第四十三条', 'V'),
  },
  awardNotice: {
    title: text('公告结果并发通知书', 'Award notice'),
    ...{ bound: 'atMost', length: 2, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第四十三条', 'V'),
  },
  resultNotice: {
    title: text('结果公告期限', 'Result notice'),
    ...{ bound: 'atLeast', length: 1, unit: 'workingDays' },
    citation: cite('order87', '第六十九条', 'M'),
  },
  challenge: {
    title: text('提出质疑', 'Time to challenge'),
    ...{ bound: 'atMost', length: 7, unit: 'workingDays' },
    citation: cite('procurementLaw', '第五十二条', 'V'),
  },
  losersRefund: {
    title: text('退还未中标人保证金', 'Bid bonds back to the losers'),
    ...{ bound: 'atMost', length: 5, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第三十三条', 'V'),
  },
  winnerRefund: {
    title: text('退还中标人保证金', 'Bid bond back to the winner'),
    ...{ bound: 'atMost', length: 5, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第三十三条', 'V'),
  },
  signature: {
    title: text('签订合同', 'Signature'),
    ...{ bound: 'atMost', length: 30, unit: 'days' },
    citation: cite('procurementLaw', '第四十六条', 'V'),
  },
  contractPublished: {
    title: text('合同公告', 'Contract public'),
    ...{ bound: 'atMost', length: 2, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第五十条', 'V'),
  },
  contractFiled: {
    title: text('合同副本备案', 'Contract filed'),
    ...{ bound: 'atMost', length: 7, unit: 'workingDays' },
    citation: cite('procurementLaw', '第四十七条', 'V'),
  },
  terminationNotice: {
    title: text('终止公告', 'Notice of termination'),
    ...{ bound: 'atMost', length: 2, unit: 'workingDays' },
    citation: cite('order87', '第二十九条', 'M'),
  },
  terminationRefund: {
    title: text('终止后退还保证金', 'Refund after termination'),
    ...{ bound: 'atMost', length: 5, unit: 'workingDays' },
    citation: cite('order87', '第二十九条', 'M'),
  },
} as const satisfies Record<string, Period>;

export type PeriodId = keyof typeof PERIODS;
