import type { ColumnType, Generated } from 'kysely';
import type { OverdueList } from '../domain/delivery/overdue-list.ts';
import type { CreditCheck, DirectoryStatus } from '../domain/provider/directory.ts';
import type { Proof } from '../domain/provider/eligibility.ts';
import type { EntryCommand } from '../domain/provider/entry.ts';
import type { IncubationStage, Training } from '../domain/provider/incubation.ts';
import type { Json, Timestamp } from './columns.ts';

/** jsonb with a default: read as T, written as JSON text. */
type Kept<T> = ColumnType<T, string | undefined, string>;

/** 承接主体名录 and what is kept beside it. */
export interface ProviderTables {
  provider: {
    id: string;
    org_id: string | null;
    name: string;
    kind: string;
    size_class: string | null;
    social_organisation: boolean;
    certificate_no: string | null;
    decision_record_ref: string | null;
    separate_accounts: Generated<boolean>;
    on_credit_list: Generated<boolean>;
    banned_until: string | null;
    last_grade: Json<{ grade: string; itemCode: string; on: string }> | null;
    capabilities: string[];
    region_code: Generated<string | null>;
    status: Generated<DirectoryStatus>;
    until: Generated<string | null>;
    reason: Generated<string | null>;
    proofs: Kept<readonly Proof[]>;
    last_check: ColumnType<CreditCheck | null, string | null | undefined, string | null>;
    stage: Generated<IncubationStage>;
    trainings: Kept<readonly Training[]>;
    accepted_trials: Generated<number>;
    revision: Generated<number>;
    last_hash: Generated<string>;
  };
  provider_event: {
    provider_id: string;
    seq: number;
    command: Json<EntryCommand>;
    by_user_id: string;
    occurred_on: string;
    recorded_at: Generated<Timestamp>;
    command_key: string;
    request_hash: string;
    prev_hash: string;
    hash: string;
  };
  overdue_list: {
    org_id: string;
    year: number;
    list: Json<OverdueList>;
    url: string;
    published_on: string;
    published_by: string;
    recorded_at: Generated<Timestamp>;
  };
}
