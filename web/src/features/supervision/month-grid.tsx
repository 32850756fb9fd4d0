import { Link } from '@tanstack/react-router';
import type { Waiting } from '../../../../api/contract/overview.ts';
import {
  addDays,
  addMonths,
  dateAt,
  daysBetween,
  type LocalDate,
  weekday,
} from '../../../../domain/kernel/local-date.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { LAMP_SHAPES, LAMP_WORDS } from '../../shared/ui/words.tsx';
import type { CalendarYear } from './calendar.tsx';
import './supervision.css';

const WEEKDAYS = [
  text('一', 'Mo'),
  text('二', 'Tu'),
  text('三', 'We'),
  text('四', 'Th'),
  text('五', 'Fr'),
  text('六', 'Sa'),
  text('日', 'Su'),
];

interface Props {
  readonly month: string;
  readonly calendar: CalendarYear;
  readonly items: readonly Waiting[];
}

/** One month, Monday first; days that people would get wrong are marked 班 or 休. */
export function MonthGrid({ month, calendar, items }: Props) {
  const say = useWords();
  const first = `${month}-01` as LocalDate; // the server has taken it as a date
  const blanks = (weekday(first) + 6) % 7;
  const length = daysBetween(first, addMonths(first, 1));
  return (
    <div className="month">
      {WEEKDAYS.map((name) => (
        <span key={name.en}>{say(name)}</span>
      ))}
      {Array.from({ length: blanks }, (_, index) => (
        <div key={`blank ${index}`} className="day day-outside" />
      ))}
      {Array.from({ length }, (_, index) => addDays(first, index)).map((on) => (
        <Day key={on} on={on} calendar={calendar} items={items.filter(({ dueOn }) => dueOn === on)} />
      ))}
    </div>
  );
}

interface DayProps {
  readonly on: LocalDate;
  readonly calendar: CalendarYear;
  readonly items: readonly Waiting[];
}

function Day({ on, calendar, items }: DayProps) {
  const say = useWords();
  const isMakeUp = calendar.makeUpDays.includes(on.slice(5));
  const isHoliday = calendar.holidays.includes(on.slice(5));
  const isRest = isHoliday || (weekday(on) % 6 === 0 && !isMakeUp);
  const classes = ['day', isRest ? 'day-rest' : '', on === dateAt(Date.now()) ? 'day-today' : ''];
  return (
    <div className={classes.join(' ')}>
      <span>
        {Number(on.slice(8))}{' '}
        {isMakeUp && (
          <span
            className="day-mark day-mark-work"
            title={say(text('调休上班', 'worked instead of a holiday'))}
          >
            {say(text('班', 'work'))}
          </span>
        )}
        {isHoliday && (
          <span className="day-mark day-mark-rest" title={say(text('放假', 'holiday'))}>
            {say(text('休', 'rest'))}
          </span>
        )}
      </span>
      <span className="matrix-lamps">
        {(['red', 'yellow', 'green'] as const).map((lamp) => {
          const count = items.filter((item) => item.lamp === lamp).length;
          return count === 0 ? null : (
            <Link
              key={lamp}
              to="/supervision/calendar"
              search={{ month: on.slice(0, 7), day: on }}
              className={`lamp lamp-${lamp}`}
              aria-label={`${on} ${say(LAMP_WORDS[lamp])} ${count}`}
            >
              <span aria-hidden>{LAMP_SHAPES[lamp]}</span> {count}
            </Link>
          );
        })}
      </span>
    </div>
  );
}
