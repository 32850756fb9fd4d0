import { cite } from '../kernel/law.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Citation, Refusal } from '../kernel/refusal.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';
import type { ProviderKind } from './types.ts';

/** 资格证明 what proves that a provider may contract. */
export const PROOF_KINDS = [
  'licence',
  'registration',
  'institutionCertificate',
  'specialLegalPersonCertificate',
  'decisionRecord',
  'separateAccounts',
  'identity',
  'capability',
  'consortiumAgreement',
] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** 证明材料 one proof on file; `validUntil` is its last day, null where it does not run out. */
export interface Proof {
  readonly kind: ProofKind;
  readonly reference: string;
  readonly validUntil: LocalDate | null;
}

/** 承接资格 by kind: what has to be proven, or why the kind cannot contract at all (102号令 §6, §8). */
type Eligibility =
  | {
      readonly eligible: true;
      readonly proofs: readonly ProofKind[];
      readonly rule: string;
      readonly citation: Citation;
    }
  | { readonly eligible: false; readonly citation: Citation };

const by = (citation: Citation, rule: string, ...proofs: readonly ProofKind[]): Eligibility => ({
  ...{ eligible: true, proofs, rule, citation },
});
const article6 = cite('order102', '第六条', 'V');
const article8 = cite('order102', '第八条', 'V');
const never = (citation: Citation): Eligibility => ({ eligible: false, citation });

export const ELIGIBILITY: Readonly<Record<ProviderKind, Eligibility>> = {
  enterprise: by(article6, 'SUP-02', 'licence'),
  socialOrganisation: by(article6, 'SUP-02', 'registration'),
  newOrganisation: by(article6, 'SUP-02', 'registration'),
  publicInstitution2: by(article6, 'SUP-02', 'institutionCertificate'),
  publicInstitution1: never(article8),
  administrativeInstitution: never(cite('order102', '第三十三条', 'V')),
  massOrganisation: never(article8),
  ruralCollective: by(cite('collectiveEconomy', '第六条', 'V'), 'SUP-09', 'registration'),
  farmersCooperative: by(article6, 'SUP-02', 'licence'),
  villageCommittee: by(
    ...([article6, 'SUP-08'] as const),
    ...(['specialLegalPersonCertificate', 'decisionRecord', 'separateAccounts'] as const),
  ),
  individual: by(cite('order102', '第十八条', 'V'), 'SUP-02', 'identity', 'capability'),
  consortium: by(cite('procurementLaw', '第二十四条', 'M'), 'SUP-02', 'consortiumAgreement'),
};

const refusal = refusalsOf({
  KindNotEligible: {
    rule: 'SUP-01',
    citation: article8,
    message: text('该类主体不得承接政府购买服务。', 'This kind of body cannot contract.'),
    remedy: text('请选择符合条件的承接主体。', 'Choose one that can.'),
  },
  ProofMissing: {
    rule: 'SUP-02',
    citation: article6,
    message: text('缺少有效的资格证明。', 'A valid proof is missing.'),
    remedy: text('请补交所缺证明。', 'Hand in the proof that is missing.'),
  },
});

/** 资格核验 whether a provider of a kind has proven on a day that it may contract. */
export function eligibilityRefusal(
  kind: ProviderKind,
  proofs: readonly Proof[],
  on: LocalDate,
): Refusal | null {
  const needed = ELIGIBILITY[kind];
  if (!needed.eligible) return { ...refusal('KindNotEligible', { kind }), citation: needed.citation };
  const missing = needed.proofs.filter(
    (proof) => !proofs.some((one) => one.kind === proof && isValid(one, on)),
  );
  const { rule, citation } = needed;
  return missing.length === 0
    ? null
    : { ...refusal('ProofMissing', { kind, missing: missing.join('、') }), rule, citation };
}

const isValid = ({ reference, validUntil }: Proof, on: LocalDate): boolean =>
  reference.trim() !== '' && (validUntil === null || on <= validUntil);
