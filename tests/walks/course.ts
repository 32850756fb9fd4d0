import { type Leaf, nameOf, Papers, type Sheet } from './papers.ts';
import { INITIATOR, LEADER, MAYORS, OWNER, type Plan, partsOf, SUPERVISOR, type World } from './world.ts';

/** The reference model's way through the tree: what opens next, what lies behind, what goes back. */
export class Course extends Papers {
  protected plan: Plan;
  protected resume: { readonly status: string; readonly leaves: string[] } = { status: '', leaves: [] };

  /** Which way a choice went when it was last met, and when a check was passed that nobody had to sign. */
  protected readonly went = new Map<string, { readonly way: Plan; readonly at: number }>();

  protected readonly through = new Map<string, number>();

  protected leaves(plan: Plan = this.plan): readonly Leaf[] {
    if ('leaf' in plan || 'timer' in plan || 'check' in plan) return [plan];
    return partsOf(plan).flatMap((one) => this.leaves(one));
  }

  /** Is this the leaf or choice of that name, or is it inside? */
  protected contains(plan: Plan, name: string): boolean {
    if ('choice' in plan && plan.choice === name) return true;
    if ('leaf' in plan || 'timer' in plan || 'check' in plan) return nameOf(plan) === name;
    return partsOf(plan).some((one) => this.contains(one, name));
  }

  protected choices(plan: Plan = this.plan): readonly Extract<Plan, { choice: string }>[] {
    return [...('choice' in plan ? [plan] : []), ...partsOf(plan).flatMap((one) => this.choices(one))];
  }

  /** The leaves that come after one, whichever way the flow takes; brothers in parallel or of a choice are no followers. */
  protected after(name: string, plan: Plan = this.plan): ReadonlySet<string> {
    const parts = partsOf(plan);
    const at = parts.findIndex((part) => this.contains(part, name));
    const part = parts[at];
    if (!part) return new Set();
    const later = 'seq' in plan ? plan.seq.slice(at + 1) : [];
    return new Set([...this.after(name, part), ...later.flatMap((one) => this.leaves(one).map(nameOf))]);
  }

  protected start(plan: Plan): void {
    if (this.status !== 'running') return;
    if ('seq' in plan) {
      const [first] = plan.seq;
      if (first) this.start(first);
    } else if ('par' in plan) {
      for (const branch of plan.par) this.start(branch);
    } else if ('choice' in plan) {
      const way = this.form.big ? plan.yes : plan.no;
      this.went.set(plan.choice, { way, at: this.at });
      if (this.leaves(way).length === 0) this.moveOn(plan.choice);
      else this.start(way);
    } else if ('check' in plan) this.startCheck(plan);
    else this.openSheet(plan);
  }

  protected startCheck(check: Extract<Plan, { check: string }>): void {
    if (this.form.word === 'block') this.sendHome();
    else if (this.form.word === 'add') {
      const { check: leaf, ...rest } = check;
      this.openSheet({ leaf, people: MAYORS, ...rest });
    } else {
      this.through.set(check.check, this.at);
      this.moveOn(check.check);
    }
  }

  protected openNamed(name: string): void {
    const leaf = this.leaves().find((one) => nameOf(one) === name);
    if (leaf) this.start(leaf);
  }

  protected openSheet(leaf: Sheet['leaf']): void {
    const name = nameOf(leaf);
    const no = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, no);
    const sheet: Sheet = {
      id: `${name}#${no}`,
      leaf,
      openedAt: this.at,
      tasks: [],
      touchedAt: 0,
      closedAt: 0,
    };
    this.open.set(name, sheet);
    this.sheets.push(sheet);
    if ('timer' in leaf) return;
    const people = leaf.people
      .filter((one) => one !== 'left')
      .map((one) => (one === INITIATOR && leaf.money ? LEADER : one));
    const roll = leaf.mode.kind === 'inTurn' ? people : [...new Set(people)];
    for (const one of roll) this.newTask(sheet, one, this.standInOnRoll(one, roll, leaf));
  }

  /** Nobody sits twice, and the initiator not on money, because somebody else is away. */
  protected standInOnRoll(
    person: string,
    roll: readonly string[],
    { leaf, money }: Extract<Plan, { leaf: string }>,
  ): string {
    const to = this.standInOf(person, leaf);
    if (to === '' || roll.includes(to) || (money && to === INITIATOR)) return '';
    const shared = roll.some((other) => other !== person && this.standInOf(other, leaf) === to);
    return shared ? '' : to;
  }

  /** Everything that follows by itself: decided sheets lead on, empty ones get the supervisor, repeated words are linked. */
  protected rest(): void {
    for (let moved = true; moved && this.status === 'running'; ) {
      moved = false;
      for (const sheet of this.current()) {
        const verdict = this.verdict(sheet);
        if (verdict === '') continue;
        moved = true;
        if (verdict === 'no') this.end('rejected');
        else if (verdict === 'yes') this.pass(sheet);
        else this.callSupervisor(sheet);
        break;
      }
      if (!moved) moved = this.link();
    }
  }

  protected link(): boolean {
    const fresh = this.openTasks().find((task) => !this.seen.has(task));
    if (fresh === undefined) return false;
    this.seen.add(fresh);
    const sheet = this.sheetOf.get(fresh);
    const holder = this.holder(fresh);
    if (!sheet || !('leaf' in sheet.leaf) || !sheet.leaf.link || sheet.leaf.mode.kind === 'vote') return true;
    if (this.under.has(fresh) || this.hands.get(fresh)?.[0] !== holder) return true;
    const name = nameOf(sheet.leaf);
    const before = [...this.done].some(
      ([leaf, old]) =>
        leaf !== name &&
        old.tasks.some(
          (task) => this.said.get(task)?.word === 'approve' && this.said.get(task)?.by === holder,
        ),
    );
    if (before) this.said.set(fresh, { word: 'approve', by: 'system', at: this.at });
    return true;
  }

  protected callSupervisor(sheet: Sheet): void {
    const there = new Set(sheet.tasks.flatMap((task) => [this.hands.get(task)?.[0], this.holder(task)]));
    const next = [SUPERVISOR, OWNER].find((one) => !there.has(one));
    if (next === undefined) this.sendHome();
    else this.newTask(sheet, next);
  }

  protected sendHome(): void {
    this.forget();
    this.status = 'returned';
  }

  protected pass(sheet: Sheet): void {
    const name = nameOf(sheet.leaf);
    this.open.delete(name);
    this.done.set(name, sheet);
    sheet.closedAt = this.at;
    this.moveOn(name);
  }

  protected moveOn(name: string): void {
    const back = this.back.get(name);
    if (back && back.usedAt === 0) {
      back.usedAt = this.at;
      for (const leaf of back.leaves) this.openNamed(leaf);
    } else if (this.climb(this.plan, name)) this.end('approved');
  }

  /** Goes on after a leaf; true when the part it lies in is complete. */
  protected climb(plan: Plan, name: string): boolean {
    if ('par' in plan) {
      const branch = plan.par.find((one) => this.contains(one, name));
      if (branch === undefined || !this.climb(branch, name) || !this.isComplete(plan)) return false;
      this.joined.set(plan.id, new Map(this.leaves(plan).map((leaf) => [nameOf(leaf), this.at])));
      return true;
    }
    if ('choice' in plan) {
      const way = partsOf(plan).find((one) => this.contains(one, name));
      return way === undefined || this.climb(way, name);
    }
    if (!('seq' in plan)) return true;
    const at = plan.seq.findIndex((one) => this.contains(one, name));
    const part = plan.seq[at];
    if (!part || !this.climb(part, name)) return false;
    const next = plan.seq[at + 1];
    if (!next) return true;
    this.start(next);
    return false;
  }

  protected isComplete(plan: Plan): boolean {
    if ('choice' in plan) {
      const way = this.went.get(plan.choice);
      return way !== undefined && this.isComplete(way.way);
    }
    if ('seq' in plan || 'par' in plan) return partsOf(plan).every((one) => this.isComplete(one));
    return this.done.has(nameOf(plan)) || this.through.has(nameOf(plan));
  }

  protected end(status: string): void {
    this.status = status;
    this.open.clear();
  }

  protected forget(): void {
    this.open.clear();
    this.done.clear();
    this.through.clear();
    this.went.clear();
    this.back.clear();
    this.joined.clear();
  }

  protected isSigned(name: string): boolean {
    const sheet = this.done.get(name);
    return sheet !== undefined && 'leaf' in sheet.leaf && !this.open.has(name);
  }

  /** Nobody has acted on what the word has opened, and no other branch has used it to pass a join. */
  protected isUntouched(sheet: Sheet, task: string): boolean {
    const at = this.said.get(task)?.at ?? 0;
    const name = nameOf(sheet.leaf);
    if (this.open.get(name) === sheet) return sheet.touchedAt === at;
    if (this.done.get(name) !== sheet || sheet.closedAt !== at) return false;
    const opened = this.sheets.filter((one) => one.openedAt === at);
    const fresh = opened.every((one) => {
      const leaf = nameOf(one.leaf);
      const stands = this.open.get(leaf) === one || (this.done.get(leaf) === one && one.closedAt === at);
      return stands && one.touchedAt === 0;
    });
    return fresh && ![...this.joined.values()].some((leaves) => (leaves.get(name) ?? 0) > at);
  }

  protected goBack(from: string, to: string, then: 'goOn' | 'straightBack'): void {
    const behind = to === 'initiator' ? new Set(this.leaves().map(nameOf)) : this.after(to);
    const open = this.current()
      .map(({ leaf }) => nameOf(leaf))
      .filter((name) => behind.has(name));
    for (const name of open) this.open.delete(name);
    this.done.delete(to);
    if (then === 'straightBack') {
      this.back.set(to, { leaves: [from, ...open.filter((name) => name !== from)], usedAt: 0 });
    } else {
      for (const name of behind) {
        this.done.delete(name);
        this.through.delete(name);
      }
      for (const choice of this.choices()) {
        if (this.leaves(choice).every((leaf) => behind.has(nameOf(leaf)))) this.went.delete(choice.choice);
      }
      for (const name of [...behind, to]) this.back.delete(name);
      if (to === 'initiator') this.back.clear();
      for (const [par, leaves] of this.joined) {
        if ([...leaves.keys()].some((name) => name === to || behind.has(name))) this.joined.delete(par);
      }
    }
    if (to === 'initiator') this.status = 'returned';
    else this.openNamed(to);
  }

  protected takeBack(sheet: Sheet, task: string): void {
    const at = this.said.get(task)?.at;
    this.said.delete(task);
    for (const one of this.sheets.filter(({ openedAt }) => openedAt === at)) {
      const name = nameOf(one.leaf);
      if (this.open.get(name) === one) this.open.delete(name);
      if (this.done.get(name) === one) this.done.delete(name);
    }
    for (const [par, leaves] of this.joined) {
      if ([...leaves.values()].some((passed) => passed === at)) this.joined.delete(par);
    }
    for (const [one, { at: gone }] of this.went) if (gone === at) this.went.delete(one);
    for (const [one, passed] of this.through) if (passed === at) this.through.delete(one);
    for (const back of this.back.values()) if (back.usedAt === at) back.usedAt = 0;
    const name = nameOf(sheet.leaf);
    this.done.delete(name);
    this.open.set(name, sheet);
    sheet.closedAt = 0;
    sheet.touchedAt = this.at;
  }

  constructor(world: World) {
    super(world);
    this.plan = world.plan;
    this.at = 1;
    this.start(world.plan);
    this.rest();
  }
}
