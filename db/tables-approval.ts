import type { Generated, GeneratedAlways } from 'kysely';
import type { CaseState, CaseStatus } from '../domain/approval/case.ts';
import type { CaseEventType } from '../domain/approval/case-events.ts';
import type { CaseOutcome } from '../domain/approval/case-requests.ts';
import type { Flow } from '../domain/approval/flow.ts';
import type { FormSchema } from '../domain/approval/form-schema.ts';
import type { ItemContent } from '../domain/catalog/change.ts';
import type { Text } from '../domain/kernel/text.ts';
import type { Facts } from '../domain/policy/types.ts';
import type { Json, Timestamp } from './columns.ts';

/** The tables of approvals and of the organisation they ask for. */
export interface ApprovalTables {
  user_group: { name: string; user_id: string };
  org_admin: { org_id: string; user_id: string };
  proxy_grant: {
    id: GeneratedAlways<number>;
    of_user_id: string;
    to_user_id: string;
    nodes: string[] | null;
    flows: string[] | null;
    ceiling_fen: number | null;
    from_at: Timestamp;
    until_at: Timestamp;
    reason: string;
    recorded_by: string;
    recorded_at: Generated<Timestamp>;
    ended_at: Timestamp | null;
    ended_by: string | null;
    /** Who asked and with which key; the same request again finds its grant. */
    request_key: string | null;
    request_hash: string | null;
  };
  catalogue_change: {
    case_id: string;
    version_before: string;
    version_after: string;
    change: 'add' | 'modify' | 'remove';
    item_code: string;
    item_before: Json<ItemContent> | null;
    item_after: Json<ItemContent> | null;
    effective_on: string;
    recorded_at: Timestamp;
  };
  account_change: {
    id: GeneratedAlways<number>;
    user_id: string;
    disabled: boolean;
    reason: string;
    by_user_id: string;
    request_key: string;
    request_hash: string;
    changed_at: Timestamp;
  };
  user_post: { user_id: string; role: string; org_id: string };
  flow_version: {
    id: string;
    version: number;
    org_id: string;
    status: 'draft' | 'published' | 'retired';
    document: Json<Flow>;
    form_schema: Json<FormSchema>;
    drafted_by: string;
    drafted_at: Timestamp;
    published_by: string | null;
    published_at: Timestamp | null;
    retired_by: string | null;
    retired_at: Timestamp | null;
  };
  approval_case: {
    id: string;
    case_no: string;
    flow_id: string;
    flow_version: number;
    title: string;
    status: CaseStatus;
    initiator_id: string;
    org_id: string;
    region_code: string;
    amount_fen: number | null;
    form: Json<Facts>;
    state: Json<CaseState>;
    seq: number;
    touched_seq: number;
    due_on: string | null;
    last_no: number;
    last_hash: string;
    callback_url: string | null;
    created_at: Timestamp;
    updated_at: Timestamp;
    ended_at: Timestamp | null;
    search: GeneratedAlways<string>;
  };
  approval_event: {
    case_id: string;
    no: number;
    seq: number;
    ordinal: number;
    type: CaseEventType;
    data: Json<object>;
    actor: string;
    occurred_at: Timestamp;
    recorded_at: Timestamp;
    scheduled_at: Timestamp | null;
    command_key: string;
    prev_hash: string;
    hash: string;
    feed_id: Generated<number>;
    txid: GeneratedAlways<string>;
  };
  approval_task: {
    case_id: string;
    task_id: string;
    opened_seq: number;
    node: string | null;
    title: Json<Text>;
    holder_id: string;
    principal_id: string;
    helping: boolean;
    opened_at: Timestamp;
    remind_on: string | null;
    due_on: string | null;
    due_announced: boolean;
    reminded: boolean;
    status: 'open' | 'done' | 'cancelled';
    closed_seq: number | null;
    closed_by: string | null;
    closed_at: Timestamp | null;
    decision: string | null;
  };
  approval_copy: {
    case_id: string;
    user_id: string;
    sent_at: Timestamp;
    sent_by: string;
    read_at: Timestamp | null;
  };
  approval_participant: { case_id: string; user_id: string; since: Timestamp; acted_at: Timestamp | null };
  approval_receipt: {
    key: string;
    request_hash: string;
    case_id: string;
    result: Json<CaseOutcome>;
    recorded_at: Generated<Timestamp>;
  };
  approval_callback: {
    case_id: string;
    event_id: string;
    url: string;
    status: 'pending' | 'delivered' | 'failed';
    attempts: Generated<number>;
    last_answer: string | null;
    created_at: Timestamp;
    settled_at: Timestamp | null;
  };
  approval_counter: { region_code: string; year: number; last_no: number };
}
