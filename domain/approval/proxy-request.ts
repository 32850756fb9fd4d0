import type { UserId } from '../kernel/brand.ts';
import { addDays, addMonths, dateAt, type Instant, instantOn, type LocalDate } from '../kernel/local-date.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { caseRefusal } from './case-refusals.ts';
import type { Proxy } from './organisation.ts';

/** 登记代理 what an absent person asks for: first and last day of the absence, both included, as dates of Asia/Shanghai. */
export interface ProxyRequest {
  readonly of: UserId;
  readonly to: UserId;
  readonly flows: readonly string[] | null;
  readonly nodes: readonly string[] | null;
  readonly ceilingFen: number | null;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
}

/** The people and grants a request is held against. */
interface ProxySurroundings {
  readonly now: Instant;
  /** Whether the proxy is an active person of the same organisation or of one above. */
  readonly isNear: boolean;
  /** Every grant that is not over yet. */
  readonly grants: readonly Proxy[];
}

const LONGEST_MONTHS = 12;

/** The half-open time of an absence; one that begins today begins now, for nothing is back-dated. */
export function proxyTime({ fromOn, toOn }: Pick<ProxyRequest, 'fromOn' | 'toOn'>, now: Instant) {
  const begins = instantOn(fromOn, 0);
  return { from: begins < now ? now : begins, until: instantOn(addDays(toOn, 1), 0) };
}

/** Why a proxy is not recorded; null when it may be. */
export function proxyRefusal(
  asked: ProxyRequest,
  { now, isNear, grants }: ProxySurroundings,
): Refusal | null {
  const { of, to, fromOn, toOn } = asked;
  if (of === to) return caseRefusal('ProxySelf', { userId: to });
  if (!isNear) return caseRefusal('ProxyStranger', { userId: to });
  const isPeriod =
    fromOn >= dateAt(Date.parse(now)) && toOn >= fromOn && toOn <= addMonths(fromOn, LONGEST_MONTHS);
  if (!isPeriod) return caseRefusal('ProxyPeriod', { fromOn, toOn });
  const during = grants.filter(overlapping(proxyTime(asked, now)));
  if (during.some((one) => one.of === of && isSameScope(one, asked))) {
    return caseRefusal('ProxyOverlap', { of, fromOn, toOn });
  }
  return leadsTo(during, to, of) ? caseRefusal('ProxyCircle', { of, to }) : null;
}

const overlapping =
  ({ from, until }: Pick<Proxy, 'from' | 'until'>) =>
  (one: Proxy): boolean =>
    one.from < until && from < one.until;

type Scope = Pick<Proxy, 'flows' | 'nodes'>;

const meet = (a: readonly string[] | null | undefined, b: readonly string[] | null | undefined): boolean =>
  !a || !b || a.some((one) => b.includes(one));

/** Could both speak about the same task? At any moment a task has one proxy at most. */
const isSameScope = (a: Scope, b: Scope): boolean => meet(a.flows, b.flows) && meet(a.nodes, b.nodes);

/** Is there a chain of proxies from one person to another? */
function leadsTo(grants: readonly Proxy[], from: UserId, to: UserId): boolean {
  const seen = new Set<UserId>([from]);
  for (const at of seen) {
    for (const one of grants) if (one.of === at) seen.add(one.to);
  }
  return seen.has(to);
}
