import type { DisclosureRow } from '../../db/queries/disclosures.ts';
import { maskPersonalNumbers } from '../../domain/disclosure/personal-numbers.ts';
import { DISCLOSURE_TITLES } from '../../domain/disclosure/types.ts';
import type { Grade } from '../../domain/evaluation/types.ts';
import type { Disclosure } from '../contract/public.ts';

export const toDisclosure = (row: DisclosureRow): Disclosure => ({
  projectNo: row.project_no,
  projectName: maskPersonalNumbers(row.name),
  fiscalYear: row.fiscal_year,
  buyerOrgName: row.buyer_name,
  regionCode: row.region_code,
  regionName: row.region_name,
  kind: row.kind,
  kindTitle: DISCLOSURE_TITLES[row.kind],
  publishedOn: row.published_on,
  url: row.url,
  budgetFen: row.budget_fen,
  method: row.method,
  noticeMedia: row.notice_media,
  noticeOn: row.notice_on,
  closesOn: row.closes_on,
  awardedOn: row.awarded_on,
  awardFen: row.award_fen,
  contractNo: row.contract_no,
  contractFen: row.contract_fen,
  signedOn: row.signed_on,
  providerName: row.provider_name,
  grade: row.grade as Grade | null, // written from the list of grades
  words: row.words === null ? null : maskPersonalNumbers(row.words),
  acceptanceItems: row.acceptance_items?.map(maskPersonalNumbers) ?? null,
  indicators:
    row.indicators?.map(({ name, operator, target, unit, weight }) => ({
      name: maskPersonalNumbers(name),
      operator,
      target,
      unit,
      weight,
    })) ?? null,
});
