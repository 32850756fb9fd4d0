import { Course } from './course.ts';
import { type Leaf, nameOf } from './papers.ts';
import { type Form, type Plan, partsOf, type World } from './world.ts';

const kindOf = (leaf: Leaf): string => ('leaf' in leaf ? 'leaf' : 'timer' in leaf ? 'timer' : 'check');

type Parallel = Extract<Plan, { par: readonly Plan[] }>;

/** The reference model and a plan that changes: what is under way stays where it is. */
export class Versions extends Course {
  protected next: Plan | null;

  constructor(world: World) {
    super(world);
    this.next = world.next;
  }

  protected upgrade(): void {
    if (this.next) this.plan = this.next;
    this.next = null;
  }

  protected mayUpgrade(): boolean {
    const { next } = this;
    if (next === null || (this.status !== 'running' && this.status !== 'returned')) return false;
    const there = new Map(this.leaves(next).map((leaf) => [nameOf(leaf), leaf]));
    const standing = this.standing();
    const stays = (name: string) => {
      const [was, is] = [this.leaves().find((leaf) => nameOf(leaf) === name), there.get(name)];
      return was && is && kindOf(was) === kindOf(is) && pathOf(this.plan, name) === pathOf(next, name);
    };
    if (![...standing].every(stays)) return false;
    const begun = parallelsOf(this.plan).filter(
      (one) =>
        this.leaves(one).some((leaf) => standing.has(nameOf(leaf))) ||
        one.par.some((branch) => this.isComplete(branch)),
    );
    const same = (one: Parallel) =>
      parallelsOf(next).some(({ id, par }) => id === one.id && par.length === one.par.length);
    return begun.every(same) && (this.status === 'returned' || this.comesToAll(next));
  }

  /** Does a form say something else about the amount, about a choice, or about anything where checks are? */
  protected isOther({ big, word, amountFen }: Form): boolean {
    const isChecked = this.leaves().some((leaf) => 'check' in leaf);
    if (amountFen !== this.form.amountFen || (isChecked && word !== this.form.word)) return true;
    return big !== this.form.big && (isChecked || this.choices().length > 0);
  }

  /** What is open, what has been signed, and what is to open again. */
  private standing(): ReadonlySet<string> {
    const promised = [...this.back].filter(([, { usedAt }]) => usedAt === 0);
    const names = promised.flatMap(([after, { leaves }]) => [after, ...leaves]);
    return new Set([
      ...this.open.keys(),
      ...this.done.keys(),
      ...names.filter((name) => name !== 'initiator'),
    ]);
  }

  private comesToAll(next: Plan): boolean {
    const open = [...this.open.keys()];
    const ahead = new Set([...open, ...open.flatMap((name) => [...this.after(name, next)])]);
    return this.leaves(next).every(
      (leaf) => !('leaf' in leaf && leaf.must) || ahead.has(leaf.leaf) || this.done.has(leaf.leaf),
    );
  }
}

const parallelsOf = (plan: Plan): readonly Parallel[] => [
  ...('par' in plan ? [plan] : []),
  ...partsOf(plan).flatMap(parallelsOf),
];

/** The branches that lead to a leaf, such as `par3/1`. */
function pathOf(plan: Plan, name: string): string | null {
  if ('leaf' in plan || 'timer' in plan || 'check' in plan) return nameOf(plan) === name ? '' : null;
  for (const [index, part] of partsOf(plan).entries()) {
    const path = pathOf(part, name);
    if (path !== null) return 'par' in plan ? `${plan.id}/${index} ${path}` : path;
  }
  return null;
}
