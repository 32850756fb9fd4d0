import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { type CompiledForm, MARK } from './closures.ts';

/**
 * Exact answers about conditions. Every comparison sets one fact against a constant, so a fact has finitely many values
 * that comparisons can tell apart: the constants, their neighbours, and one of each kind beyond. Trying one value of
 * each kind therefore decides for all values.
 */
export type Search =
  | { readonly kind: 'found'; readonly facts: Facts }
  /** No case exists; every kind of case was tried or ruled out. `needed`: the conditions that rule all of them out. */
  | { readonly kind: 'none'; readonly tried: number; readonly needed: readonly number[] }
  | { readonly kind: 'too-many' };

/** What is asked: the mark every condition has to come to, over one value of each kind for each fact. */
export interface Asked {
  readonly form: CompiledForm;
  readonly wanted: readonly number[];
  readonly choices: readonly (readonly FactValue[])[];
  /** The facts of each condition, by slot. */
  readonly slotsOf: readonly (readonly number[])[];
}

interface Walk extends Asked {
  /** Conditions that compare the fact of a slot. */
  readonly touching: readonly (readonly number[])[];
  readonly row: (FactValue | undefined)[];
  /** Conditions that came to the mark wanted already, in the order they did. */
  readonly settled: Set<number>;
  readonly needed: Set<number>;
  tried: number;
}

const MAX_TRIED = 200_000;

/** The first case in the order of facts and their kinds; what cannot make a difference is not tried. */
export function searchCase(asked: Asked): Search {
  const { form, slotsOf } = asked;
  const touching = form.slots.map((): number[] => []);
  slotsOf.forEach((slots, condition) => {
    for (const slot of slots) touching[slot]?.push(condition);
  });
  const walk: Walk = {
    ...asked,
    touching,
    row: form.slots.map(() => undefined),
    settled: new Set(),
    needed: new Set(),
    tried: 0,
  };
  if (look(walk, 0) === null) return { kind: 'found', facts: factsOf(walk) };
  const { tried, needed } = walk;
  return tried > MAX_TRIED ? { kind: 'too-many' } : { kind: 'none', tried, needed: [...needed] };
}

type Slots = ReadonlySet<number>;
const NOBODY: Slots = new Set();

/**
 * Tries the kinds of one fact, the facts before it being given. Null when a case is found; otherwise the facts that are
 * to blame: unless one of these changes nothing will fit, so the others need no second try.
 */
function look(walk: Walk, slot: number): Slots | null {
  if (walk.settled.size === walk.wanted.length) return null;
  const blamed = new Set<number>();
  for (const value of walk.choices[slot] ?? []) {
    walk.tried += 1;
    if (walk.tried > MAX_TRIED) return NOBODY;
    walk.row[slot] = value;
    const before = walk.settled.size;
    const failed = settle(walk, slot);
    const deeper = failed === null ? look(walk, slot + 1) : blameFor(walk, failed, slot);
    if (deeper === null) return null;
    forget(walk.settled, before);
    if (!deeper.has(slot)) {
      walk.row[slot] = undefined;
      return deeper;
    }
    for (const one of deeper) blamed.add(one);
  }
  walk.row[slot] = undefined;
  blamed.delete(slot);
  return blamed;
}

/** Looks again at the conditions about a fact that was just given; answers one that comes to the wrong mark. */
function settle({ form, touching, wanted, row, settled }: Walk, slot: number): number | null {
  for (const condition of touching[slot] ?? []) {
    if (settled.has(condition)) continue;
    const mark = form.roots[condition]?.(row) ?? MARK.unknown;
    if (mark === wanted[condition]) settled.add(condition);
    else if (mark !== MARK.unknown) return condition;
  }
  return null;
}

function blameFor({ slotsOf, needed }: Walk, condition: number, slot: number): Slots {
  needed.add(condition);
  return new Set(slotsOf[condition]?.filter((one) => one <= slot));
}

function forget(settled: Set<number>, size: number): void {
  if (settled.size === size) return;
  for (const condition of [...settled].slice(size)) settled.delete(condition);
}

const factsOf = ({ form, row }: Walk): Facts =>
  Object.fromEntries(
    form.slots.flatMap((name, index) => {
      const value = row[index];
      return value === undefined ? [] : [[name, value]];
    }),
  );
