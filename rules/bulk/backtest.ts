import type {
  BacktestReport,
  ChangedDecision,
  Disagreement,
  RulesFound,
} from '../../domain/policy/backtest.ts';
import type { PastDecision } from '../../domain/policy/reports.ts';
import type { Slice } from '../engine/compile.ts';
import { withDerivedFacts } from '../engine/known.ts';
import { type Bits, BLOCK, type Columns, hasBit } from './columns.ts';
import { type Decided, decideBlock, foundAt, redecide } from './decide.ts';
import { layOut } from './lay-out.ts';
import { type Compared, decideLive, type Group, groupFinder } from './recorded.ts';
import { Sample } from './sample.ts';
import { isStricter, Tally } from './tally.ts';

const MAX_LISTED = 1_000;
const MAX_DISAGREEMENTS = 100;

interface Asked extends Compared {
  readonly seed: number;
  /** Called now and then while it goes on. */
  readonly onProgress?: () => void;
}

/** Decisions the engine decides again between two signs of life. */
const PROGRESS = 100;

/**
 * Decides past decisions under two releases on columns. The engine decides a seeded sample and every changed
 * decision again. Reads its input block by block and keeps only counts, so memory does not grow with the input.
 */
export async function backtest(
  blocks: AsyncIterable<readonly PastDecision[]> | Iterable<readonly PastDecision[]>,
  asked: Asked,
): Promise<BacktestReport> {
  const run = new Run(asked);
  for await (const decisions of blocks) for (const one of decisions) await run.take(one);
  return run.end();
}

interface Checked {
  readonly decision: PastDecision;
  readonly group: Group;
  readonly before: RulesFound;
  readonly after: RulesFound;
}

class Run {
  private readonly asked: Asked;
  private readonly groupOf: (one: PastDecision) => Group;
  private readonly waiting = new Set<Group>();
  private readonly sample: Sample<Checked>;
  private readonly tally = new Tally();
  private readonly disagreements: Disagreement[] = [];
  private readonly moves = new Map<string, BacktestReport['moves'][number]>();
  private readonly projects = new Set<string>();
  private changes: ChangedDecision[] = [];
  private waitingDecisions = 0;
  private decisions = 0;
  private stricter = 0;
  private looser = 0;
  private otherRules = 0;
  private rechecked = 0;

  constructor(asked: Asked) {
    this.asked = asked;
    this.groupOf = groupFinder(asked);
    this.sample = new Sample(asked.seed);
  }

  async take(one: PastDecision): Promise<void> {
    const group = this.groupOf(one);
    group.decisions.push(one);
    this.waiting.add(group);
    this.waitingDecisions += 1;
    this.decisions += 1;
    if (this.waitingDecisions >= BLOCK) await this.flush();
  }

  async end(): Promise<BacktestReport> {
    await this.flush();
    for (const one of this.sample.rest()) await this.recheck(one);
    const { before, after, seed, on } = this.asked;
    const nameOf = ({ version, hash }: typeof before) => ({ version, hash });
    return {
      before: nameOf(before),
      after: nameOf(after),
      seed,
      on,
      decisions: this.decisions,
      changed: this.stricter + this.looser,
      projects: this.projects.size,
      stricter: this.stricter,
      looser: this.looser,
      otherRules: this.otherRules,
      moves: [...this.moves.values()].sort(
        (a, b) => b.count - a.count || order(a.from + a.to, b.from + b.to),
      ),
      byTownship: this.tally.of('township'),
      bySector: this.tally.of('sector'),
      byAmount: this.tally.of('amount'),
      byMonth: this.tally.of('month'),
      changes: firstOf(this.changes),
      recheckedByEngine: this.rechecked,
      disagreements: this.disagreements,
    };
  }

  private async flush(): Promise<void> {
    for (const group of this.waiting) {
      for (const one of this.decide(group)) await this.recheck(one);
      group.decisions.length = 0;
    }
    this.asked.onProgress?.();
    this.waiting.clear();
    this.waitingDecisions = 0;
    if (this.changes.length > 2 * MAX_LISTED) this.changes = firstOf(this.changes);
  }

  /** Counts what changed and returns what the engine has to decide again. */
  private decide(group: Group): readonly Checked[] {
    const decided = decideGroup(group);
    return group.decisions.flatMap((decision, index) => {
      const checked = () => checkedAt(group, decided, index);
      const changed = hasBit(decided.touched, index);
      // What changed is decided again anyway, so the sample is drawn from the rest.
      if (!changed && !this.sample.takes(`${decision.projectId} ${decision.seq}`, checked)) return [];
      const one = checked();
      if (changed) this.countChange(one);
      return [one];
    });
  }

  private countChange({ decision, before, after }: Checked): void {
    const { projectId, seq, question, sector, amountFen } = decision;
    const { checkpoint, legalDate, regionCode } = question;
    const [from, to] = [before.outcome, after.outcome];
    if (from === to) {
      this.otherRules += 1;
      return;
    }
    const differing = { decision, from, to };
    this.tally.add(differing);
    if (isStricter(differing)) this.stricter += 1;
    else this.looser += 1;
    const move = `${from} ${to}`;
    this.moves.set(move, { from, to, count: (this.moves.get(move)?.count ?? 0) + 1 });
    this.projects.add(projectId);
    const [old, young] = [namesOf(before), namesOf(after)];
    this.changes.push({
      ...{ projectId, seq, checkpoint, legalDate, regionCode, sector, amountFen },
      from,
      to,
      rulesAdded: young.filter((id) => !old.includes(id)),
      rulesGone: old.filter((id) => !young.includes(id)),
    });
  }

  private async recheck({ decision, group, before, after }: Checked): Promise<void> {
    const { on } = this.asked;
    this.rechecked += 1;
    if (this.rechecked % PROGRESS === 0) this.asked.onProgress?.();
    for (const [release, slice, columns] of [
      [this.asked.before, group.change.before, before],
      [this.asked.after, group.change.after, after],
    ] as const) {
      const engine = await decideLive(decision, { release, slice, on });
      if (JSON.stringify(engine) === JSON.stringify(columns)) continue;
      const { projectId, seq } = decision;
      if (this.disagreements.length < MAX_DISAGREEMENTS)
        this.disagreements.push({ projectId, seq, release: release.version, columns, engine });
    }
  }
}

interface DecidedGroup {
  readonly before: Decided;
  readonly after: Decided;
  readonly touched: Bits;
}

function decideGroup({ change, decisions }: Group): DecidedGroup {
  const old = columnsFor(change.before, change.after, decisions);
  const before = decideBlock(old, change.before);
  const young = change.sharesFacts ? old : columnsFor(change.after, change.after, decisions);
  return { before, ...redecide(young, before, change) };
}

/** Columns of all facts that a slice, or another one of the same vocabulary, compares. */
function columnsFor(slice: Slice, other: Slice, decisions: readonly PastDecision[]): Columns {
  const names = new Set([...slice.form.slots, ...other.form.slots]);
  const definitions = [...names].flatMap(
    (name) => slice.definitions.get(name) ?? other.definitions.get(name) ?? [],
  );
  return layOut(
    decisions.map(({ question }) => withDerivedFacts(question.facts, slice.nonWaivable)),
    definitions,
  );
}

function checkedAt(group: Group, { before, after }: DecidedGroup, index: number): Checked {
  const decision = group.decisions[index];
  if (!decision) throw new RangeError(`There is no decision ${index}`);
  const { change } = group;
  return {
    decision,
    group,
    before: foundAt(before, change.before, index),
    after: foundAt(after, change.after, index),
  };
}

const namesOf = ({ fired, undetermined }: RulesFound): readonly string[] => [...fired, ...undetermined];

const firstOf = (changes: readonly ChangedDecision[]): ChangedDecision[] =>
  [...changes].sort((a, b) => order(a.projectId, b.projectId) || a.seq - b.seq).slice(0, MAX_LISTED);

const order = (one: string, other: string): number => Number(one > other) - Number(one < other);
