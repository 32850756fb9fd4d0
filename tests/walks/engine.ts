import type { CaseState } from '../../domain/approval/case.ts';
import type { CaseCommand, CaseContext } from '../../domain/approval/case-commands.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import { decideCase, startCase } from '../../domain/approval/decide-case.ts';
import { evolveCase } from '../../domain/approval/evolve-case.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Result } from '../../domain/kernel/refusal.ts';
import { CHECKPOINT, type Form, INITIATOR, momentOf, verdictOn, type World } from './world.ts';

/** A command without its time. */
export type Step = Pick<CaseCommand, 'verb' | 'by' | 'data'>;

/** The engine as a walk uses it. */
export class Engine {
  state: CaseState | null = null;
  steps = 0;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    const form = { ...world.form };
    this.#fold(startCase({ caseId: 'walk', initiator: INITIATOR, form, choices: {} }, this.#context(form)));
  }

  /** Gives one command; answers whether it was accepted. */
  give(step: Step): boolean {
    this.steps += 1;
    if (this.state === null) return false;
    // A step is a command without its time.
    const command = { ...step, occurredAt: null } as CaseCommand;
    const form = command.verb === 'resubmit' ? command.data.form : this.state.form;
    return this.#fold(decideCase(this.state, command, this.#context(form)));
  }

  #context(form: CaseState['form']): CaseContext {
    const { flows, organisation, quick } = this.#world;
    const version = this.state?.flowVersion ?? 1;
    const flow = flows[version - 1];
    invariant(flow, `The world has version ${version}`);
    // Forms of walks are whole.
    const verdict = verdictOn(form as unknown as Form);
    return {
      flow,
      organisation,
      calendar: { version: 'walk', years: {} },
      verdicts: { [CHECKPOINT]: verdict },
      now: momentOf(this.steps, quick),
      upgradeTo: flows[version] ?? null,
    };
  }

  #fold(result: Result<readonly CaseEvent[]>): boolean {
    if (result.ok) this.state = result.value.reduce<CaseState | null>(evolveCase, this.state);
    return result.ok;
  }
}
