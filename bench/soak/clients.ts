import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, type apiClient } from '../../cli/api-client.ts';
import type { Fund } from '../../cli/demo-data/budget.ts';
import { type Life, writeLife } from '../../cli/demo-data/life.ts';
import { holderOf } from '../../cli/demo-data/people.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import type { DemoWorld } from '../../cli/demo-data/world.ts';
import type { CommandType } from '../../domain/project/commands.ts';
import { PAPER } from './papers.ts';

export const BUYER = 'shahe';
export const TRANSFER_SIGNERS = [
  ['finance', 'townshipFinance'],
  ['leader', 'leader'],
  ['mayor', 'mayor'],
] as const;
const FUNDS: readonly Fund[] = ['own', 'general'];
const AMOUNT_YUAN = 100_000;

/** What the clients were told: every figure is an answer of the API, counted once. */
export interface Tally {
  reserved: number;
  refused: number;
  released: number;
  committed: number;
  paid: number;
  paidFen: number;
  transfers: number;
  transfersRefused: number;
  unexpected: string[];
}

export const newTally = (): Tally => ({
  ...{ reserved: 0, refused: 0, released: 0, committed: 0, paid: 0, paidFen: 0 },
  ...{ transfers: 0, transfersRefused: 0, unexpected: [] },
});

export interface Crowd {
  readonly api: ReturnType<typeof apiClient>;
  readonly world: DemoWorld;
  readonly fiscalYear: number;
  readonly random: () => number;
  readonly tally: Tally;
  /** True once nothing new is begun. */
  readonly isOver: () => boolean;
}

/** 一个客户端 goes on until the time is over: it reserves and releases, signs and pays, or moves money between the lines. */
export async function client(crowd: Crowd, name: string, first: Place): Promise<void> {
  for (let round = 0; !crowd.isOver(); round += 1) {
    const key = `soak-${name}-${round}`;
    try {
      if (round === 0) await project(crowd, first);
      else if (crowd.random() < 0.4) await transfer(crowd, key);
      else await project(crowd, newPlace(crowd, key));
    } catch (error) {
      crowd.tally.unexpected.push(error instanceof Error ? error.message.slice(0, 300) : String(error));
    }
  }
}

const lives = new Map<Fund, Life>();

function lifeOf(world: DemoWorld, fund: Fund): Life {
  const recipe = { ...demoStory(), method: 'internalSelection' as const, amountYuan: AMOUNT_YUAN, fund };
  const life =
    lives.get(fund) ?? writeLife({ ...recipe, timing: { kind: 'live' }, until: 'evaluating' }, world);
  lives.set(fund, life);
  return life;
}

const isRule = (error: unknown, ...rules: readonly string[]): boolean =>
  error instanceof ApiError && rules.includes(error.problem?.rule ?? '');

/** How long an answer may be on its way while workers come and go; the same key is asked again until then. */
const PATIENCE_MS = 600_000;
const PAUSE_MS = 1_000;

/** 再问 asks with the same key until there is a final answer: 202, an overloaded API and a lost connection are none. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isFinal = error instanceof ApiError && ![202, 429, 502, 503].includes(error.status);
      if (isFinal || Date.now() > deadline) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** Where a client stands with its project: the next act, and what it has seen. */
interface Place {
  readonly key: string;
  readonly life: Life;
  next: number;
  projectId: string;
  revision: number;
}

const newPlace = ({ world, random }: Crowd, key: string): Place => {
  const life = lifeOf(world, FUNDS[random() < 0.7 ? 0 : 1] ?? 'own');
  return { key, life, next: 0, projectId: '', revision: 0 };
};

type AnyCommand = Life['acts'][number]['command'];

async function give(
  { api }: Crowd,
  place: Place,
  [as, command, step]: readonly [string, AnyCommand, string],
) {
  const { key, projectId, revision, life } = place;
  const by = api.as(as);
  const result = await answered(() =>
    command.type === 'CreateProject'
      ? by.createProject(
          { application: life.application, lateEntry: null, occurredOn: null },
          `${key}-create`,
        )
      : by.execute(projectId, { command, expectedRevision: revision, occurredOn: null }, `${key}-${step}`),
  );
  place.projectId = result.projectId;
  place.revision = result.revision;
}

/** The act that reserves the money. */
const reserving = ({ acts }: Life): number =>
  acts.findLastIndex(({ command }) => command.type === 'DecideBudget');

/** The act that pays the first time. */
const paying = ({ acts }: Life): number => acts.findIndex(({ command }) => command.type === 'ConfirmPayment');

/** One client in so many begins with a payment; the others begin with a reservation. */
const PAYERS = 4;

/** A project brought to where the next word reserves its money, or pays it, before the time begins. */
export async function prepared(crowd: Crowd, name: string, index: number): Promise<Place> {
  const place = newPlace(crowd, `soak-${name}-first`);
  const { acts } = place.life;
  const end = index % PAYERS === 0 ? paying(place.life) : reserving(place.life);
  for (; place.next < end; place.next += 1) {
    const act = acts[place.next];
    if (act) await give(crowd, place, [act.as, act.command, String(place.next)]);
  }
  return place;
}

/** One project from where it stands, which either gives its reservation back or signs and pays each milestone. */
async function project(crowd: Crowd, place: Place): Promise<void> {
  const { tally, random, isOver } = crowd;
  const { acts } = place.life;
  const releases = random() < 0.6;
  for (; place.next < acts.length && !isOver(); place.next += 1) {
    const act = acts[place.next];
    if (!act) return;
    try {
      await give(crowd, place, [act.as, act.command, String(place.next)]);
    } catch (error) {
      if (!isRule(error, 'BUD-02')) throw error;
      tally.refused += 1;
      const withdraw = { type: 'WithdrawProject', data: { reason: '额度不足，撤回' } } as const;
      await give(crowd, place, [acts[0]?.as ?? '', withdraw, 'withdraw']);
      return;
    }
    const isReservation = place.next === reserving(place.life);
    count(tally, act.command.type, isReservation);
    if (act.command.type === 'ConfirmPayment') tally.paidFen += act.command.data.amountFen;
    if (isReservation && releases) {
      const cancel = { type: 'CancelProject', data: { reason: '计划调整，取消' } } as const;
      await give(crowd, place, [holderOf('mayor', BUYER)?.id ?? '', cancel, 'cancel']);
      tally.released += 1;
      return;
    }
  }
}

function count(tally: Tally, type: CommandType, isLast: boolean): void {
  if (type === 'DecideBudget' && isLast) tally.reserved += 1;
  if (type === 'SignContract') tally.committed += 1;
  if (type === 'ConfirmPayment') tally.paid += 1;
}

const OPINION = { text: '同意', attachments: [PAPER], signature: '签名', seal: '公章' };

/** 调剂 between the two lines, signed by everybody whose turn it is; the last word may find the money gone. */
async function transfer({ api, fiscalYear, random, tally }: Crowd, key: string): Promise<void> {
  const lines = FUNDS.map((fund) => `${BUYER}-${fiscalYear}-${fund}`);
  if (random() < 0.4) lines.reverse();
  const [fromLineId = '', toLineId = ''] = lines;
  const amountFen = 1 + Math.floor(random() * 60_000_000);
  const form = { kind: 'transfer', fromLineId, toLineId, amountFen, reason: '据实调剂', offset: '' };
  const body = { flowId: 'budget-adjustment', title: '预算调剂', form, choices: {}, callbackUrl: null };
  try {
    const handler = api.as(`${BUYER}-handler`);
    const { caseId } = await answered(() =>
      handler.post<{ caseId: string }>('/approvals', body, `${key}-start`),
    );
    for (const [node, role] of TRANSFER_SIGNERS) {
      const data = { taskId: `${node}#1.1`, opinion: OPINION, choices: {} };
      const path = `/approvals/${caseId}/commands/approve`;
      const by = api.as(holderOf(role, BUYER)?.id ?? '');
      const { status } = await answered(() =>
        by.post<{ status: string }>(path, { expectedSeq: null, data }, `${key}-${node}`),
      );
      // The rules found the money gone and sent it back (BUD-02).
      if (status === 'returned') {
        tally.transfersRefused += 1;
        return;
      }
    }
    tally.transfers += 1;
  } catch (error) {
    if (!isRule(error, 'BUD-02')) throw error;
    tally.transfersRefused += 1;
  }
}
