import type { Language } from '../../domain/kernel/text.ts';

/** One labelled entry in the head of the form; `wide` takes the whole width. */
export interface FormField {
  readonly label: string;
  readonly value: string;
  readonly wide: boolean;
}

export interface FormAttachment {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Who attached it and when, where the opinion above does not say so already. */
  readonly from: string | null;
}

/** How a decision is set: agreed, refused, sent back, or nothing decided. */
export type Tone = 'yes' | 'no' | 'back' | 'none';

/** 审批意见栏 one seat of one round, or one act of a step. */
export interface FormOpinion {
  readonly step: string;
  /** Round, mode, capacity and what became of the round. */
  readonly stepNotes: readonly string[];
  readonly decision: string;
  readonly tone: Tone;
  readonly text: string;
  /** Who gave the opinion, or has to; empty when nobody signs. */
  readonly signer: string;
  readonly post: string;
  /** Proxy: for whom. */
  readonly onBehalfOf: string | null;
  readonly on: string | null;
  /** Transfers, added signers, advice, citations, words taken back. */
  readonly notes: readonly string[];
  readonly attachments: readonly FormAttachment[];
  readonly signature: string | null;
  readonly seal: string | null;
  readonly asksSeal: boolean;
  /** No longer counts, kept as evidence. */
  readonly isVoid: boolean;
}

/** What happened besides the opinions: submitted, withdrawn, returned, ended. */
export interface FormRecord {
  readonly on: string;
  readonly who: string;
  readonly what: string;
}

/** 审批单 everything the printed approval form says, in one language, ready to be set. */
export interface ApprovalForm {
  readonly language: Language;
  readonly title: string;
  readonly caseNo: string;
  readonly status: { readonly label: string; readonly tone: Tone };
  readonly fields: readonly FormField[];
  readonly opinions: readonly FormOpinion[];
  readonly attachments: readonly FormAttachment[];
  readonly records: readonly FormRecord[];
  readonly chain: { readonly seq: number; readonly hash: string };
  readonly printedAt: string;
}

/** Where a form was read: the end of its audit chain and the moment, which every page says. */
export interface Printed {
  readonly language: Language;
  readonly chain: ApprovalForm['chain'];
  /** Milliseconds since 1970. */
  readonly now: number;
}
