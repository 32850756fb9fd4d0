import { disputeClocks } from '../../domain/contracting/dispute/clocks.ts';
import { decideDispute, type NewDispute, receiveDispute } from '../../domain/contracting/dispute/decide.ts';
import type {
  DisputeCommand,
  DisputeCommandData,
  DisputeEvent,
  DisputeState,
  DisputeVerb,
} from '../../domain/contracting/dispute/dispute.ts';
import { effectOnProcedure } from '../../domain/contracting/dispute/effect.ts';
import { evolveDispute } from '../../domain/contracting/dispute/evolve.ts';
import { instantOn, type LocalDate } from '../../domain/kernel/local-date.ts';
import type { Refusal, Result } from '../../domain/kernel/refusal.ts';
import { CALENDAR } from './procedure-scene.ts';

/** One dispute, and what each event asks of the procedure. */
export class DisputeScene {
  today: LocalDate;
  refused: Refusal | null = null;
  effects: (string | null)[] = [];
  #state: DisputeState | null = null;

  constructor(on: LocalDate = '2026-03-02', change: Partial<NewDispute> = {}) {
    this.today = on;
    const given = { disputeId: '质疑-1', kind: 'challenge', supplierId: 'b', about: 'result' } as const;
    const received = { ...given, matters: ['评分', '资格'], knownOn: on, ...change };
    this.take(receiveDispute(received, this.context));
  }

  get context() {
    return { now: instantOn(this.today, 9), calendar: CALENDAR };
  }

  get state(): DisputeState {
    if (this.#state === null) throw new Error('The dispute was not received');
    return this.#state;
  }

  get clocks(): readonly (readonly [string, LocalDate | null])[] {
    return disputeClocks(this.state, this.context).map(({ what, dueOn }) => [what, dueOn]);
  }

  on(day: LocalDate): this {
    this.today = day;
    return this;
  }

  give<V extends DisputeVerb>(verb: V, data: DisputeCommandData[V]): string {
    // Verb and data come paired from the signature.
    return this.take(decideDispute(this.state, { verb, data } as DisputeCommand, this.context));
  }

  must<V extends DisputeVerb>(verb: V, data: DisputeCommandData[V]): this {
    const answer = this.give(verb, data);
    if (answer !== 'ok') throw new Error(`${verb}: ${answer}`);
    return this;
  }

  take(answer: Result<readonly DisputeEvent[]>): string {
    if (!answer.ok) {
      this.refused = answer.refusal;
      return answer.refusal.code;
    }
    for (const event of answer.value) {
      if (this.#state) this.effects.push(effectOnProcedure(this.#state, event)?.verb ?? null);
      this.#state = evolveDispute(this.#state, event);
    }
    return 'ok';
  }
}
