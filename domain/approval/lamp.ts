import type { LocalDate } from '../kernel/local-date.ts';
import { type WorkCalendar, workingDaysBetween } from '../kernel/working-days.ts';
import type { Due } from './case.ts';
import type { Clock } from './clock.ts';

/** 灯 from the calmest to the gravest; grey where no clock runs. */
export const LAMP_COLOURS = ['grey', 'green', 'blue', 'yellow', 'orange', 'red'] as const;
export type LampColour = (typeof LAMP_COLOURS)[number];

/** 亮灯规则 when a colour shows; shares are of the working days between opening and due date. */
export interface LampRule {
  readonly colour: LampColour;
  readonly when:
    | { readonly is: 'workingDaysLeft'; readonly atMost: number }
    | { readonly is: 'shareUsed'; readonly part: number; readonly of: number }
    /** Past the due date; 0 shows from the day after on, rest days included. */
    | { readonly is: 'workingDaysOver'; readonly atLeast: number };
}

/** 临期: a task is near due this many working days before its due date. */
export const NEAR_DUE_WORKING_DAYS = 2;

/** The lamps of a region that has set none of its own: yellow near due, red overdue. */
export const ORDINARY_LAMPS: readonly LampRule[] = [
  { colour: 'red', when: { is: 'workingDaysOver', atLeast: 0 } },
  { colour: 'yellow', when: { is: 'workingDaysLeft', atMost: NEAR_DUE_WORKING_DAYS } },
];

interface Today {
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
}

/** The lamp of a clock: the gravest colour whose rule holds, green when none does, grey when the clock does not run. */
export function lampOf(clock: Clock, rules: readonly LampRule[], at: Today): LampColour {
  const { due } = clock;
  if (clock.status !== 'running' || due === null) return 'grey';
  const shown = rules.filter(({ when }) => shows(when, due, at)).map(({ colour }) => colour);
  return LAMP_COLOURS.findLast((colour) => shown.includes(colour)) ?? 'green';
}

function shows(when: LampRule['when'], { openedOn, dueOn }: Due, { today, calendar }: Today): boolean {
  switch (when.is) {
    case 'workingDaysLeft':
      return workingDaysBetween(calendar, today, dueOn) <= when.atMost;
    case 'shareUsed': {
      const whole = workingDaysBetween(calendar, openedOn, dueOn);
      return workingDaysBetween(calendar, openedOn, today) * when.of >= whole * when.part;
    }
    case 'workingDaysOver':
      return today > dueOn && workingDaysBetween(calendar, dueOn, today) >= when.atLeast;
  }
}
