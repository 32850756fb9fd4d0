import type { Citation, Confidence } from './refusal.ts';

/** 文件 the instruments this product cites, by the name under which a reader finds them. */
const INSTRUMENTS = {
  procurementLaw: '中华人民共和国政府采购法',
  procurementRegulation: '中华人民共和国政府采购法实施条例',
  budgetLaw: '中华人民共和国预算法',
  budgetRegulation: '中华人民共和国预算法实施条例',
  civilCode: '中华人民共和国民法典',
  order74: '政府采购非招标采购方式管理办法（财政部令第74号）',
  order87: '政府采购货物和服务招标投标管理办法（财政部令第87号）',
  order94: '政府采购质疑和投诉办法（财政部令第94号）',
  order102: '政府购买服务管理办法（财政部令第102号）',
  order110: '政府采购框架协议采购方式管理暂行办法（财政部令第110号）',
  consultation: '政府采购竞争性磋商采购方式管理暂行办法（财库〔2014〕214号）',
  twoSuppliers: '关于政府采购竞争性磋商采购方式管理暂行办法有关问题的补充通知（财库〔2015〕124号）',
  intent: '关于开展政府采购意向公开工作的通知（财库〔2020〕10号）',
  creditLists: '关于在政府采购活动中查询及使用信用记录有关问题的通知（财库〔2016〕125号）',
  smePromotion: '政府采购促进中小企业发展管理办法（财库〔2020〕46号）',
  smeIncrease: '关于进一步加大政府采购支持中小企业力度的通知（财库〔2022〕19号）',
  smePayment: '保障中小企业款项支付条例',
  collectiveEconomy: '中华人民共和国农村集体经济组织法',
  workPlan: '加大政府购买服务力度工作方案（征求意见稿）',
  practice: '遂宁市乡镇政府购买服务实践',
  internalControl: '内部控制要求（本产品设计）',
  house: '购服流程规则',
  region: '地区配置（本产品设计）',
} as const;
export type Instrument = keyof typeof INSTRUMENTS;

/** 引用 an article of an instrument with how sure we are of it. */
export const cite = (instrument: Instrument, article: string, confidence: Confidence): Citation => ({
  document: INSTRUMENTS[instrument],
  article,
  confidence,
});
