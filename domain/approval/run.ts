import type { UserId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Instant } from '../kernel/local-date.ts';
import type { CaseState } from './case.ts';
import type { CaseContext } from './case-commands.ts';
import type { CaseEvent, CaseEventData, CaseEventType } from './case-events.ts';
import { evolveCase } from './evolve-case.ts';
import type { NodeId } from './flow.ts';

/** One command while it is decided: each event is folded at once, so what follows already sees it. */
export class Run {
  readonly events: CaseEvent[] = [];
  readonly context: CaseContext;
  readonly actor: UserId | 'system';
  /** Every node stepped into, in order. */
  readonly trail: NodeId[] = [];
  /** Where conditions lead whose facts nobody knows yet; a forecast assumes it, a decision never does. */
  readonly assumed: ReadonlyMap<NodeId, NodeId | null>;
  #state: CaseState | null;
  readonly #seq: number;
  readonly #occurredAt: Instant;

  constructor(
    state: CaseState | null,
    context: CaseContext,
    act: {
      readonly by: UserId | 'system';
      readonly occurredAt: Instant | null;
      readonly assumed?: ReadonlyMap<NodeId, NodeId | null>;
    },
  ) {
    this.#state = state;
    this.context = context;
    this.actor = act.by;
    this.assumed = act.assumed ?? new Map();
    this.#seq = (state?.seq ?? 0) + 1;
    this.#occurredAt = act.occurredAt ?? context.now;
  }

  get state(): CaseState {
    invariant(this.#state !== null, 'The case has not started');
    return this.#state;
  }

  emit<T extends CaseEventType>(type: T, data: CaseEventData[T], by: UserId | 'system' = this.actor): void {
    const event = {
      type,
      data,
      seq: this.#seq,
      actor: by,
      occurredAt: this.#occurredAt,
      recordedAt: this.context.now,
      // Type and data come paired from the signature.
    } as CaseEvent;
    this.events.push(event);
    this.#state = evolveCase(this.#state, event);
  }
}
