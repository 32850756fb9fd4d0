import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { CalendarYear } from '../domain/kernel/working-days.ts';
import type { Facts, Finding } from '../domain/policy/types.ts';
import type { Move, ProjectEvent, Signature } from '../domain/project/events.ts';
import type { ProjectFile } from '../domain/project/file.ts';
import type { CommandOutcome } from '../domain/project/outcome.ts';
import type { ProjectProcess } from '../domain/project/process.ts';

/** A jsonb column: read as T, written as JSON text. */
type Json<T extends object | null> = JSONColumnType<T>;
/** timestamptz: read as ISO text in UTC (see connection.ts). */
type Timestamp = string;

/** The tables as Kysely sees them; `tests/schema.test.ts` compares this with the database. */
export interface Tables {
  region: { code: string; name: string; level: string; parent_code: string | null };
  org: { id: string; name: string; kind: string; level: string; region_code: string; sectors: string[] };
  app_user: { id: string; name: string; disabled: Generated<boolean> };
  user_post: { user_id: string; role: string; org_id: string };
  work_calendar: {
    version: string;
    years: Json<Record<number, CalendarYear>>;
    adopted_at: Generated<Timestamp>;
  };
  region_setting: {
    region_code: string;
    kind: 'approvalMatrix' | 'timeLimits' | 'thresholds';
    effective_from: string;
    confirmed: boolean;
    citation: string;
    data: Json<object>;
  };
  catalogue_version: {
    id: string;
    region_code: string;
    year: number;
    basis: string;
    published_on: string | null;
    superseded_on: string | null;
  };
  catalogue_item: {
    version_id: string;
    code: string;
    parent_code: string | null;
    level: number;
    name: string;
    sector: string;
    nature: string;
    basic_public_service: boolean;
    standard_ref: string | null;
    responsible_level: string;
    provenance: string;
    confirmed: boolean;
  };
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
  };
  budget_line: {
    id: string;
    org_id: string;
    fiscal_year: number;
    name: string;
    source: string;
    permitted_sectors: string[];
    approved_on: string | null;
    approval_ref: string | null;
    in_service_table: boolean;
    approved_fen: Generated<number>;
    available_fen: Generated<number>;
    reserved_fen: Generated<number>;
    committed_fen: Generated<number>;
    paid_fen: Generated<number>;
  };
  budget_posting: {
    id: GeneratedAlways<number>;
    line_id: string;
    project_id: string | null;
    seq: number | null;
    from_bucket: string;
    to_bucket: string;
    amount_fen: number;
    note: Generated<string>;
    recorded_at: Generated<Timestamp>;
  };
  project: {
    id: string;
    project_no: string;
    name: string;
    buyer_org_id: string;
    region_code: string;
    sector: string;
    item_code: string;
    fiscal_year: number;
    amount_fen: number;
    method: string | null;
    pilot: string | null;
    provider_id: string | null;
    stage: string;
    state: string;
    step: string | null;
    due_on: string | null;
    due_announced: boolean;
    late_entry: boolean;
    revision: number;
    last_seq: number;
    last_hash: string;
    process: Json<ProjectProcess>;
    file: Json<ProjectFile>;
    created_at: Timestamp;
    updated_at: Timestamp;
    search: GeneratedAlways<string>;
  };
  project_org: { project_id: string; org_id: string; seat: string };
  project_event: {
    project_id: string;
    seq: number;
    type: ProjectEvent['type'];
    data: Json<object>;
    move: Json<Move> | null;
    by: Json<Signature>;
    occurred_on: string;
    recorded_at: Timestamp;
    command_key: string;
    prev_hash: string;
    hash: string;
    feed_id: GeneratedAlways<number>;
    txid: GeneratedAlways<string>;
  };
  policy_verdict: {
    project_id: string;
    seq: number;
    checkpoint: string;
    outcome: string;
    pack_version: string;
    pack_hash: string;
    legal_date: string;
    evaluated: string[];
    findings: Json<Finding[]>;
    facts: Json<Facts>;
  };
  task: {
    project_id: string;
    opened_seq: number;
    step: string;
    role: string;
    org_id: string;
    opened_on: string;
    due_on: string;
    due_announced: boolean;
    status: 'open' | 'done' | 'cancelled';
    closed_seq: number | null;
    closed_by: string | null;
    closed_at: Timestamp | null;
  };
  command_receipt: {
    key: string;
    request_hash: string;
    project_id: string;
    result: Json<CommandOutcome>;
    recorded_at: Generated<Timestamp>;
  };
  parked_case: {
    id: GeneratedAlways<number>;
    project_id: string;
    update_id: string;
    command: string;
    message: string;
    parked_at: Generated<Timestamp>;
    released_at: Timestamp | null;
    released_by: string | null;
  };
  project_counter: { region_code: string; year: number; last_no: number };
  attachment: {
    id: string;
    name: string;
    media_type: string;
    size_bytes: number;
    sha256: string;
    owner_id: string;
    uploaded_at: Generated<Timestamp>;
  };
  attachment_chunk: { attachment_id: string; no: number; bytes: Buffer };
  attachment_subject: {
    attachment_id: string;
    kind: 'project' | 'case';
    subject_id: string;
    attached_at: Generated<Timestamp>;
  };
  urge: {
    id: GeneratedAlways<number>;
    key: string;
    project_id: string;
    step: string;
    due_on: string;
    words: string;
    by_user_id: string;
    urged_at: Generated<Timestamp>;
  };
  opinion_phrases: { user_id: string; revision: number; phrases: string[] };
  installation: { key: string; value: Json<object>; at: Generated<Timestamp> };
}
