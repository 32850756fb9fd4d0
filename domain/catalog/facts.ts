import type { OrgKind } from '../approval/types.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import type { Application, CatalogItem } from './types.ts';

/** 服务类别 kinds of service with sector rules of their own (病虫害防治条例, 人民调解法). */
export type ServiceKind = 'plantProtection' | 'mediation' | 'other';

export interface Submission {
  readonly application: Application;
  /** The item as the buyer's region publishes it; null when not listed. */
  readonly item: CatalogItem | null;
  readonly buyer: { readonly kind: OrgKind; readonly level: CatalogItem['responsibleLevel'] };
  readonly on: LocalDate;
}

/** Facts of an application that is filed, for the rules on catalogue, negative list and buyer. */
export function submissionFacts({ application, item, buyer, on }: Submission): Facts {
  const { negativeList } = application;
  return {
    barred_kind: negativeList.barredKind,
    has_works_package: negativeList.hasWorksPackage,
    priced_per_person_month: negativeList.pricedPerPersonMonth,
    buyer_keeps_attendance: negativeList.buyerKeepsAttendance,
    works_in_buyer_office: negativeList.worksInBuyerOffice,
    has_financing_terms: negativeList.hasFinancingTerms,
    term_months: application.termMonths,
    buyer_kind: buyer.kind,
    catalog_item_listed: item !== null,
    has_delegation_document: isGiven(application.delegationDocument),
    serves_other_townships: application.beneficiaryOrgIds.some((id) => id !== application.buyerOrgId),
    has_responsibility_sheet: isGiven(application.responsibilitySheet),
    ...(item && {
      catalog_published: item.publishedOn !== null && item.publishedOn <= on,
      basic_public_service: item.basicPublicService,
      has_service_standard: isGiven(item.standardRef),
      item_above_buyer_level: LEVELS.indexOf(item.responsibleLevel) > LEVELS.indexOf(buyer.level),
    }),
  };
}

/**
 * 事实来源 the fields of the application that a fact of its submission rests on, as dotted paths: a remark of a rule is
 * shown there. A fact that is not named here does not come from the application.
 */
export const FIELDS_OF_FACTS: Readonly<Record<string, readonly string[]>> = {
  barred_kind: ['negativeList.barredKind'],
  has_works_package: ['negativeList.hasWorksPackage'],
  priced_per_person_month: ['negativeList.pricedPerPersonMonth'],
  buyer_keeps_attendance: ['negativeList.buyerKeepsAttendance'],
  works_in_buyer_office: ['negativeList.worksInBuyerOffice'],
  has_financing_terms: ['negativeList.hasFinancingTerms'],
  term_months: ['termMonths'],
  buyer_kind: ['buyerOrgId'],
  catalog_item_listed: ['catalogItemCode'],
  catalog_published: ['catalogItemCode'],
  basic_public_service: ['catalogItemCode'],
  has_service_standard: ['catalogItemCode'],
  item_above_buyer_level: ['catalogItemCode'],
  has_delegation_document: ['delegationDocument'],
  serves_other_townships: ['beneficiaryOrgIds'],
  has_responsibility_sheet: ['responsibilitySheet'],
  item_code: ['catalogItemCode'],
  service_nature: ['catalogItemCode'],
  service_kind: ['catalogItemCode'],
  estimate_fen: ['estimateFen'],
  over_purchase_limit_fen: ['estimateFen'],
  over_open_tender_fen: ['estimateFen'],
  procurement_law_applies: ['estimateFen'],
};

const LEVELS: readonly CatalogItem['responsibleLevel'][] = ['township', 'county', 'city'];

/** Facts of what is bought, for rules at any step. The item is the one the project was filed with. */
export const itemFacts = (application: Application, item: CatalogItem | null): Facts => ({
  item_code: application.catalogItemCode,
  service_kind: serviceKind(application, item),
  ...(item && { service_nature: item.nature }),
});

/** The pilot says it; for other projects the item's name does, as the codes are not confirmed yet. */
export function serviceKind({ pilot }: Pick<Application, 'pilot'>, item: CatalogItem | null): ServiceKind {
  if (pilot !== null) return pilot === 'peoplesMediators' ? 'mediation' : 'plantProtection';
  const name = item?.name ?? '';
  if (name.includes('人民调解')) return 'mediation';
  return /病虫害|植物保护/.test(name) ? 'plantProtection' : 'other';
}
