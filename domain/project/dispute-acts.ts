import type { DisputeAbout, DisputeCommandData, DisputeVerb } from '../contracting/dispute/dispute.ts';
import type { ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/**
 * 争议办理 what is done about an inquiry, a challenge or a complaint (询问、质疑、投诉): it is received and told, then each
 * verb names the dispute it is about.
 */
export type DisputeAct =
  /** 收到询问、质疑 from a supplier; `obtainedOn` is the day it obtained the documents, where known. */
  | {
      readonly verb: 'Receive';
      readonly kind: 'inquiry' | 'challenge';
      readonly supplierId: ProviderId;
      readonly about: DisputeAbout;
      readonly matters: readonly string[];
      readonly obtainedOn: LocalDate | null;
    }
  | {
      readonly [V in DisputeVerb]: { readonly verb: V; readonly disputeId: string } & DisputeCommandData[V];
    }[DisputeVerb];

export type DisputeActVerb = DisputeAct['verb'];

export interface DisputeCommands {
  ActOnDispute: { readonly act: DisputeAct };
}
