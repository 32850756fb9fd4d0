import type { ProviderKind } from '../../domain/provider/types.ts';
import type { Database } from '../connection.ts';

export interface NewProvider {
  readonly id: string;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly sizeClass: string | null;
  readonly socialOrganisation: boolean;
  readonly certificateNo: string | null;
  readonly registeredIn: string | null;
}

/** 申请入册 adds a candidate; the same request again finds it there. */
export async function registerProvider(db: Database, provider: NewProvider): Promise<void> {
  await db
    .insertInto('provider')
    .values({
      id: provider.id,
      org_id: null,
      name: provider.name,
      kind: provider.kind,
      size_class: provider.sizeClass,
      social_organisation: provider.socialOrganisation,
      certificate_no: provider.certificateNo,
      decision_record_ref: null,
      banned_until: null,
      last_grade: null,
      capabilities: [],
      region_code: provider.registeredIn,
      status: 'candidate',
    })
    .onConflict((on) => on.column('id').doNothing())
    .execute();
}
