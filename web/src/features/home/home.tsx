import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Inbox } from '../../../../api/contract/inbox.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { today } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { useMe } from '../../shared/session.ts';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { LAMP_SHAPES, LAMP_WORDS } from '../../shared/ui/words.tsx';
import { Matters } from './matters.tsx';
import { News } from './news.tsx';
import './home.css';

/** How many matters of a list are shown; the rest stands in the inbox. */
const SHOWN = 8;

const inboxQuery = (tab: 'mine' | 'started') => ({
  queryKey: ['tasks', 'home', tab],
  queryFn: () => get<Inbox>('/inbox', { tab, limit: 2 * SHOWN }),
});

/** 工作台: what waits for me by lamp, what I have begun and others hold, and what there is to know. */
export function Home() {
  const say = useWords();
  const { language } = useLanguage();
  const { user } = useMe();
  const mine = useQuery(inboxQuery('mine'));
  const started = useQuery(inboxQuery('started'));
  return (
    <Page title={text('工作台', 'Home')} extra={<span>{today(language)}</span>}>
      <p>{say(text(`${user.name}，您好。`, `Welcome, ${user.name}.`))}</p>
      <Fetched of={mine}>
        {({ counts, items }) => (
          <>
            <Lamps counts={counts} />
            <div className="home">
              <Matters
                title={text('我的待办', 'My tasks')}
                nothing={text('没有等您办理的事项', 'Nothing waits for you')}
                items={items.slice(0, SHOWN)}
              />
              <div className="home-side">
                <Fetched of={started}>
                  {(begun) => (
                    <Matters
                      title={text('等待他人', 'With others')}
                      nothing={text('您发起的事项都已办结', 'All you have begun is done')}
                      items={begun.items.filter(isWithOthers(items)).slice(0, SHOWN)}
                      tab="started"
                    />
                  )}
                </Fetched>
                <News />
              </div>
            </div>
          </>
        )}
      </Fetched>
    </Page>
  );
}

const isWithOthers =
  (mine: Inbox['items']) =>
  ({ subjectId, task }: Inbox['items'][number]): boolean =>
    task !== null && !mine.some((entry) => entry.subjectId === subjectId);

function Lamps({ counts }: Pick<Inbox, 'counts'>) {
  const say = useWords();
  return (
    <div className="home-lamps">
      {(['red', 'yellow', 'green'] as const).map((lamp) => (
        <Link key={lamp} to="/tasks" search={{ lamp }} className={`home-lamp home-lamp-${lamp}`}>
          <span>
            <span aria-hidden>{LAMP_SHAPES[lamp]}</span> {say(LAMP_WORDS[lamp])}
          </span>
          <b>{counts[lamp]}</b>
        </Link>
      ))}
    </div>
  );
}
