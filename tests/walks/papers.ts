import {
  EXTENSIONS,
  type Form,
  INITIATOR,
  OWNER,
  PEOPLE,
  type Plan,
  RUNGS,
  type StandIn,
  type World,
} from './world.ts';

export type Leaf = Extract<Plan, { leaf: string } | { timer: string } | { check: string }>;

/** One opening of a leaf: its tasks, and at which command it opened, closed and was last touched (0: not). */
export interface Sheet {
  readonly id: string;
  readonly leaf: Exclude<Leaf, { check: string }>;
  readonly openedAt: number;
  readonly tasks: string[];
  touchedAt: number;
  closedAt: number;
}

export const nameOf = (leaf: Leaf): string =>
  'leaf' in leaf ? leaf.leaf : 'timer' in leaf ? leaf.timer : leaf.check;

/** The reference model's papers: who holds which task, who said what, and what that comes to. */
export class Papers {
  status = 'running';
  protected form: Form;
  protected readonly standIns: readonly StandIn[];
  protected readonly quick: boolean;

  /** How many commands have been given, accepted or not: the walk's calendar. */
  protected now = 0;

  /** How many of them were accepted. */
  protected at = 0;

  protected readonly counts = new Map<string, number>();

  /** By leaf: what is being signed, and what has been signed and stands. */
  protected readonly open = new Map<string, Sheet>();

  protected readonly done = new Map<string, Sheet>();
  protected readonly sheetOf = new Map<string, Sheet>();
  protected readonly back = new Map<string, { readonly leaves: string[]; usedAt: number }>();
  protected readonly sheets: Sheet[] = [];

  /** By parallel and leaf: when the join behind them was passed. */
  protected readonly joined = new Map<string, Map<string, number>>();

  /** By task. */
  protected readonly hands = new Map<string, string[]>();

  protected readonly held = new Map<string, Set<string>>();
  protected readonly known = new Set<string>([INITIATOR, OWNER]);
  protected readonly copied = new Set<string>();
  protected readonly moves = new Map<string, number>();
  protected readonly helper = new Map<string, string>();
  protected readonly said = new Map<
    string,
    { readonly word: string; readonly by: string; readonly at: number }
  >();
  protected readonly removed = new Set<string>();
  protected readonly recused = new Set<string>();
  protected readonly under = new Map<
    string,
    { readonly above: string; readonly how: string; readonly by: string }
  >();
  protected readonly seen = new Set<string>();
  protected readonly spoken = new Map<string, number>();
  protected readonly extensions = new Map<string, { granted: number; isAsked: boolean }>();
  protected hasBeenUrged = false;

  constructor({ form, standIns, quick }: World) {
    this.form = form;
    this.standIns = standIns;
    this.quick = quick;
  }

  /** The last of those who stand in, one for the other; '' where nobody does, or they run in a circle. */
  protected standInOf(person: string, node: string): string {
    const line = [person];
    for (;;) {
      const last = line.at(-1);
      const next = this.standIns.find(
        (one) =>
          one.of === last &&
          (one.only === '' || one.only === node) &&
          this.form.amountFen <= one.upToFen &&
          this.now >= one.fromStep &&
          this.now < one.untilStep,
      );
      if (!next) break;
      if (line.includes(next.to)) return '';
      line.push(next.to);
    }
    const last = line.at(-1) ?? '';
    return line.length === 1 || last === 'left' ? '' : last;
  }

  /** How far the extensions of a task have come: one `^` for each that was granted, `?` for one that is asked for. */
  protected extended(task: string): string {
    const { granted, isAsked } = this.extensions.get(task) ?? { granted: 0, isAsked: false };
    return `${'^'.repeat(granted)}${isAsked ? '?' : ''}`;
  }

  protected mayAskMore(task: string): boolean {
    const { granted, isAsked } = this.extensions.get(task) ?? { granted: 0, isAsked: false };
    return this.quick && !isAsked && granted < EXTENSIONS;
  }

  protected newTask(sheet: Sheet, person: string, standIn = ''): string {
    const task = `${sheet.id}.${sheet.tasks.length + 1}`;
    sheet.tasks.push(task);
    this.sheetOf.set(task, sheet);
    const hands = standIn === '' ? [person] : [person, standIn];
    this.hands.set(task, hands);
    this.held.set(task, new Set(hands));
    for (const one of hands) this.known.add(one);
    return task;
  }

  protected give(task: string, to: string): void {
    this.hands.get(task)?.push(to);
    this.held.get(task)?.add(to);
    this.known.add(to);
  }

  protected current(): readonly Sheet[] {
    return this.sheets.filter((sheet) => this.open.get(nameOf(sheet.leaf)) === sheet);
  }

  protected readonly holder = (task: string): string => this.hands.get(task)?.at(-1) ?? '';
  protected readonly actor = (task: string): string => this.helper.get(task) ?? this.holder(task);
  protected readonly gone = (task: string): boolean => this.removed.has(task) || this.recused.has(task);

  protected added(task: string): readonly string[] {
    const all = this.sheetOf.get(task)?.tasks ?? [];
    return all.filter((one) => this.under.get(one)?.above === task && !this.gone(one));
  }

  /** The task itself, then whoever it was added under, up to the roll. */
  protected line(task: string): readonly string[] {
    const above = this.under.get(task)?.above;
    return above === undefined ? [task] : [task, ...this.line(above)];
  }

  /** Everybody who speaks with this task's voice. */
  protected choir(task: string): readonly string[] {
    return [task, ...this.added(task).flatMap((one) => this.choir(one))];
  }

  protected voice(task: string): 'yes' | 'no' | 'abstain' | 'silent' {
    const words = this.choir(task).map((one) => this.said.get(one)?.word);
    if (words.includes('reject')) return 'no';
    if (this.said.get(task)?.word === 'abstain') return 'abstain';
    return words.includes(undefined) ? 'silent' : 'yes';
  }

  protected readonly roll = (sheet: Sheet): readonly string[] =>
    sheet.tasks.filter((task) => !this.under.has(task) && !this.removed.has(task));

  protected count(sheet: Sheet): { all: number; yes: number; no: number; silent: number; there: number } {
    const figures = { all: 0, yes: 0, no: 0, abstain: 0, silent: 0, there: 0 };
    for (const task of this.roll(sheet)) {
      const mode = 'leaf' in sheet.leaf ? sheet.leaf.mode : null;
      const first = this.hands.get(task)?.[0] ?? '';
      const weight = mode?.kind === 'vote' ? (mode.rules.weights[first] ?? 1) : 1;
      figures.all += weight;
      if (this.recused.has(task)) continue;
      figures.there += 1;
      figures[this.voice(task)] += weight;
    }
    return figures;
  }

  protected verdict(sheet: Sheet): '' | 'yes' | 'no' | 'nobody' {
    if ('timer' in sheet.leaf) return '';
    const { all, yes, no, silent, there } = this.count(sheet);
    const { mode } = sheet.leaf;
    if (there === 0) return 'nobody';
    if (mode.kind === 'vote') {
      const counting = silent === 0 || mode.rules.stop === 'early';
      if (counting && 3 * yes >= 2 * all) return 'yes';
      if (counting && 2 * no >= all) return 'no';
      if (silent > 0) return '';
      return mode.rules.tie === 'pass' ? 'yes' : 'no';
    }
    if (no > 0) return 'no';
    if (mode.kind === 'any') return yes > 0 ? 'yes' : '';
    return silent > 0 ? '' : 'yes';
  }

  protected isWaiting(task: string): boolean {
    const sheet = this.sheetOf.get(task);
    if (!sheet || !this.current().includes(sheet) || this.said.has(task)) return false;
    const line = this.line(task);
    return !line.some(this.gone) && this.voice(line.at(-1) ?? '') === 'silent';
  }

  protected openTasks(): readonly string[] {
    if (this.status !== 'running' && this.status !== 'paused') return [];
    return this.current().flatMap((sheet) => {
      const turn = this.roll(sheet).find((task) => !this.recused.has(task) && this.voice(task) === 'silent');
      const inTurn = 'leaf' in sheet.leaf && sheet.leaf.mode.kind === 'inTurn';
      return sheet.tasks.filter((task) => {
        if (!this.isWaiting(task) || (inTurn && this.line(task).at(-1) !== turn)) return false;
        const isFirst = (one: string) =>
          this.under.get(one)?.how === 'before' && this.voice(one) === 'silent';
        if (this.added(task).some(isFirst)) return false;
        return this.line(task).every((one) => {
          const place = this.under.get(one);
          return place?.how !== 'after' || this.said.has(place.above);
        });
      });
    });
  }

  protected readonly isThere = (sheet: Sheet, person: string): boolean =>
    sheet.tasks
      .filter((task) => !this.gone(task))
      .some((task) => [this.hands.get(task)?.[0], this.holder(task), this.helper.get(task)].includes(person));

  protected isNew(sheet: Sheet, person: string): boolean {
    if (person === 'left' || !PEOPLE.includes(person)) return false;
    if (person === INITIATOR && 'leaf' in sheet.leaf && sheet.leaf.money) return false;
    return !this.isThere(sheet, person);
  }

  protected heldBy(person: string): readonly string[] {
    const all = this.current().flatMap(({ tasks }) => tasks);
    return all.filter(
      (task) => this.isWaiting(task) && (this.holder(task) === person || this.helper.get(task) === person),
    );
  }

  protected inherit(task: string, from: string, to: string): void {
    const sheet = this.sheetOf.get(task);
    if (!sheet) return;
    sheet.touchedAt = this.at;
    const helps = this.helper.get(task) === from;
    if (this.isNew(sheet, to)) {
      if (!helps) this.give(task, to);
      else {
        this.helper.set(task, to);
        this.held.get(task)?.add(to);
        this.known.add(to);
      }
    } else if (helps) this.helper.delete(task);
    else {
      this.recused.add(task);
      this.helper.delete(task);
    }
  }

  /** What the clock has still to speak about: timers, and open tasks with a rung left. */
  clocks(): readonly string[] {
    if (this.status !== 'running' || this.quick) return [];
    const timers = this.current().filter(({ leaf }) => 'timer' in leaf);
    const due = this.openTasks().filter((task) => (this.spoken.get(task) ?? 0) <= RUNGS.length);
    return [...timers.map(({ id }) => id), ...due];
  }
}
