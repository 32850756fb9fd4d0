import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Empty, Space } from 'antd';
import type { z } from 'zod';
import type { Waiting, waitingListSchema } from '../../../../api/contract/overview.ts';
import type { calendarSchema } from '../../../../api/contract/reference.ts';
import { addDays, addMonths, dateAt, type LocalDate } from '../../../../domain/kernel/local-date.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { LampTag } from '../../shared/ui/words.tsx';
import { MonthGrid } from './month-grid.tsx';

type List = z.output<typeof waitingListSchema>;
export type CalendarYear = z.output<typeof calendarSchema>;
const route = getRouteApi('/supervision/calendar');
const MOST_DUE = 100;

/** 时限日历: what is due on which working day, with 班 and 休. */
export function DeadlineCalendar() {
  const say = useWords();
  const { month = dateAt(Date.now()).slice(0, 7), day } = route.useSearch();
  const first = `${month}-01` as LocalDate; // the word in the address is checked by the server
  const year = useQuery({
    queryKey: ['calendar', month.slice(0, 4)],
    queryFn: () => get<CalendarYear>(`/calendar/${month.slice(0, 4)}`),
  });
  const due = useQuery({
    queryKey: ['supervision', 'due', month],
    queryFn: () =>
      get<List>('/supervision/waiting', {
        from: first,
        to: addDays(addMonths(first, 1), -1),
        limit: MOST_DUE,
      }),
  });
  return (
    <Page title={text('时限日历', 'Deadline calendar')} extra={<Months month={month} />}>
      <Fetched of={year}>
        {(calendar) => (
          <Fetched of={due}>
            {({ items, nextCursor }) => (
              <>
                {calendar.banner && <Alert type="warning" showIcon title={say(calendar.banner)} />}
                {nextCursor !== null && (
                  <Alert
                    type="info"
                    showIcon
                    title={say(
                      text(
                        `到期事项较多，只标出最早的 ${MOST_DUE} 项。`,
                        `Much is due; only the earliest ${MOST_DUE} are shown.`,
                      ),
                    )}
                  />
                )}
                <MonthGrid month={month} calendar={calendar} items={items} />
                <DueList
                  items={day === undefined ? items : items.filter(({ dueOn }) => dueOn === day)}
                  day={day}
                />
              </>
            )}
          </Fetched>
        )}
      </Fetched>
    </Page>
  );
}

function Months({ month }: { readonly month: string }) {
  const say = useWords();
  const navigate = route.useNavigate();
  const go = (by: number) =>
    void navigate({ search: { month: addMonths(`${month}-01` as LocalDate, by).slice(0, 7) } });
  return (
    <Space>
      <Button onClick={() => go(-1)}>{say(text('上月', 'Earlier'))}</Button>
      <strong>{month}</strong>
      <Button onClick={() => go(1)}>{say(text('下月', 'Later'))}</Button>
      <Link to="/supervision">{say(text('督导总览', 'Supervision'))}</Link>
    </Space>
  );
}

function DueList({ items, day }: { readonly items: readonly Waiting[]; readonly day: string | undefined }) {
  const say = useWords();
  return (
    <section>
      <h2 className="part-title">
        {day === undefined
          ? say(text('本月到期', 'Due in this month'))
          : say(text(`${day} 到期`, `Due on ${day}`))}
      </h2>
      {items.length === 0 && <Empty description={say(text('没有到期事项', 'Nothing is due'))} />}
      <ul className="due-list">
        {items.map((row) => (
          <li key={row.projectId}>
            <span>{row.dueOn}</span>
            <span>
              <LampTag lamp={row.lamp} />
            </span>
            <Link to="/projects/$projectId" params={{ projectId: row.projectId }}>
              {row.projectName}
            </Link>
            <span>
              {say(row.stepTitle)} · {row.orgName} {say(row.roleTitle)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
