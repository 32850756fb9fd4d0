import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import type { Act } from '../../cli/demo-data/life/scene.ts';
import { holderOf } from '../../cli/demo-data/people.ts';
import type { Role } from '../../domain/approval/types.ts';
import { addDays, type LocalDate } from '../../domain/kernel/local-date.ts';
import type { Command } from '../../domain/project/commands.ts';
import type { ProcedureAct } from '../../domain/project/procedure-acts.ts';

/** What one person is about to do. */
export type Deed = Pick<Act, 'as' | 'command' | 'occurredOn'>;

/** One thing that is wrong, and the rule that has to be quoted: as a refusal, or as a remark beside the yes. */
export interface Breach {
  readonly rule: string;
  readonly deed: Deed;
  readonly told: 'refused' | 'remarked';
}

/** Where a story stands: the act that comes next, and the whole of it. */
export interface Place {
  readonly recipe: ProjectRecipe;
  readonly act: Act;
  readonly story: readonly Act[];
}

export const placeName = ({ command }: Deed): string =>
  command.type === 'ActOnProcedure' ? command.data.act.verb : command.type;

export const refused = (rule: string, deed: Deed): Breach => ({ rule, deed, told: 'refused' });
export const remarked = (rule: string, deed: Deed): Breach => ({ rule, deed, told: 'remarked' });

/** The same deed with other contents. */
export const instead = (deed: Deed, command: Command): Deed => ({ ...deed, command });

/** The same deed so many days later. */
export const later = (deed: Deed, days: number): Deed => ({
  ...deed,
  occurredOn: addDays(dayOf(deed), days),
});

export function dayOf({ occurredOn }: Deed): LocalDate {
  if (occurredOn === null) throw new Error('These stories are entered late');
  return occurredOn;
}

/** Something that somebody else does on the same day. */
export function beside(deed: Deed, [role, orgId]: readonly [Role, string], command: Command): Deed {
  const person = holderOf(role, orgId);
  if (!person) throw new Error(`Nobody is ${role} of ${orgId}`);
  return { ...deed, as: person.id, command };
}

export const procedureCommand = (act: ProcedureAct): Command => ({ type: 'ActOnProcedure', data: { act } });

/** The first act of a kind on the procedure that the story tells. */
export function procedureActOf<V extends ProcedureAct['verb']>(
  { story }: Place,
  verb: V,
): Extract<ProcedureAct, { verb: V }> {
  for (const { command } of story) {
    if (command.type !== 'ActOnProcedure') continue;
    const { act } = command.data;
    // The verb tells the act apart, which a type parameter does not narrow.
    if (act.verb === verb) return act as Extract<ProcedureAct, { verb: V }>;
  }
  throw new Error(`The story has no ${verb}`);
}
