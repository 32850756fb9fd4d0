import { orgs } from '../../cli/demo-data/people.ts';
import { recordCase } from '../../db/approval/record-case.ts';
import type { Database } from '../../db/connection.ts';
import type { CaseCommand } from '../../domain/approval/case-commands.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { departmentsFlow } from '../../domain/approval/flows/departments.ts';
import { leaveFlow } from '../../domain/approval/flows/leave.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';

const DAY_MS = 86_400_000;
const COUNTIES = ['yunba', 'wangxi', 'songping'];
/** The township whose head holds the most: a quarter of all cases. */
const CROWDED = 'shahe';
const AT_ONCE = 8;

const TITLES = [
  '请假回乡插秧',
  '购置办公设备',
  '参加业务培训',
  '修缮村委会活动室',
  '印制宣传资料',
  '租用抢险车辆',
];
const VILLAGES = ['红旗村', '前进村', '石桥村', '清水村', '大湾村', '松林村'];

/** Pseudo-random numbers that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Publishes the leave and the departments flow for each county, so that all its buyers may start cases. */
async function publishFlows(db: Database): Promise<void> {
  const at = new Date().toISOString();
  const rows = COUNTIES.flatMap((county) => {
    const office = `${county}-office`;
    const owner = `${office}-mayor`;
    const stewards = { owner, supervisor: owner, crossCheckOrgId: office };
    return [leaveFlow(stewards), departmentsFlow(stewards)].map((flow: Flow) => ({
      id: `${flow.id}-${county}`,
      version: 1,
      org_id: office,
      status: 'published' as const,
      document: JSON.stringify({ ...flow, id: `${flow.id}-${county}` }),
      form_schema: '{"type":"object","properties":{},"required":[],"additionalProperties":false}',
      drafted_by: owner,
      drafted_at: at,
      published_by: owner,
      published_at: at,
    }));
  });
  await db.insertInto('flow_version').values(rows).execute();
}

const buyers = orgs
  .filter(({ buys, region }) => buys && region.length >= 6)
  .flatMap(({ id, region }) => {
    const county = COUNTIES[Number(region.slice(5, 6)) - 1];
    return county ? [{ id, county }] : [];
  });

interface Wanted {
  readonly open: number;
  readonly ended: number;
  readonly seed: number;
}

/**
 * Records cases through the same transaction that the engine uses, without workflows: starts over the last month, so that all
 * lamps are lit, then approvals of as many as shall have ended. The same seed makes the same cases; the doctor finds no fault.
 */
export async function fillCases(db: Database, { open, ended, seed }: Wanted): Promise<void> {
  await publishFlows(db);
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)];
    invariant(one !== undefined, 'Only what is not empty is picked from');
    return one;
  };
  const crowded = buyers.find(({ id }) => id === CROWDED);
  invariant(crowded, `The demo has ${CROWDED}`);
  const plans = Array.from({ length: open + ended }, (_, index) => {
    const { id: org, county } = random() < 0.25 ? crowded : pick(buyers);
    const isLeave = index < ended || random() < 0.6;
    return {
      caseId: `B${index}`,
      by: `${org}-handler`,
      flowId: `${isLeave ? 'leave' : 'departments'}-${county}`,
      title: `${pick(VILLAGES)}${pick(TITLES)}（第${index + 1}号）`,
      form: isLeave ? { days: 1 + Math.floor(random() * 3) } : { amountFen: 1 + Math.floor(random() * 1e8) },
      startedAt: Date.now() - Math.floor(random() * 30 * DAY_MS),
      approver: index < ended ? `${org}-mayor` : null,
    };
  });
  await inParallel(plans, (plan) => recordPlan(db, plan));
}

async function recordPlan(db: Database, plan: Plan): Promise<void> {
  const { caseId, by, flowId, title, form, startedAt, approver } = plan;
  const started = await recordCase(db, policy, {
    caseId,
    request: {
      command: {
        verb: 'start',
        by,
        data: { flowId, flowVersion: 1, title, form, choices: {}, callbackUrl: null },
      },
      expectedSeq: null,
    },
    requestHash: caseId,
    key: `${caseId}:start`,
    nowMs: startedAt,
  });
  invariant(started.ok, `Case ${caseId} was refused: ${JSON.stringify(started)}`);
  if (approver === null) return;
  const opinion = { text: '同意', attachments: [], signature: null, seal: null };
  const data = { taskId: 'departmentLeader#1.1', opinion, choices: {} };
  const command: CaseCommand = { verb: 'approve', by: approver, occurredAt: null, data };
  const approved = await recordCase(db, policy, {
    caseId,
    request: { command, expectedSeq: null },
    requestHash: caseId,
    key: `${caseId}:approve`,
    nowMs: startedAt + 3_600_000,
  });
  invariant(approved.ok, `Case ${caseId} was not approved: ${JSON.stringify(approved)}`);
}

interface Plan {
  readonly caseId: string;
  readonly by: string;
  readonly flowId: string;
  readonly title: string;
  readonly form: Readonly<Record<string, number>>;
  readonly startedAt: number;
  /** Null when the case stays open. */
  readonly approver: string | null;
}

const policy = createPolicyCheck();

async function inParallel<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...list];
  const worker = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
