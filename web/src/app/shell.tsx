import { MenuOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { Button, Grid, Layout, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { text } from '../../../domain/kernel/text.ts';
import { ProblemError } from '../shared/api.ts';
import { useWords } from '../shared/language.tsx';
import { useLiveChanges } from '../shared/live.ts';
import { meQuery } from '../shared/session.ts';
import { useSessionEnded } from '../shared/session-end.ts';
import { ProblemNotice } from '../shared/ui/problem-notice.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { LanguageButton, Person } from './shell-tools.tsx';

// Most people are signed in already; the page for strangers comes when it is needed.
const SignIn = lazy(async () => ({ default: (await import('./sign-in.tsx')).SignIn }));
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }));
const NarrowMenu = lazy(async () => ({ default: (await import('./narrow-menu.tsx')).NarrowMenu }));

/** The frame of every screen; strangers are asked to sign in where they are, and go on there. */
export function Shell() {
  const me = useQuery(meQuery);
  const isEnded = useSessionEnded();
  // What was being filled in stays behind the window; another person's work is not shown to the next one.
  if (me.data)
    return (
      <>
        <Frame key={me.data.user.userId} />
        <Suspense>{isEnded && <SignInAgain />}</Suspense>
      </>
    );
  if (me.error instanceof ProblemError && me.error.problem.status === 401)
    return (
      <Suspense fallback={<Skeleton active />}>
        <SignIn />
      </Suspense>
    );
  if (me.error) return <ProblemNotice error={me.error} onRetry={() => void me.refetch()} />;
  return <Skeleton active />;
}

function Frame() {
  const say = useWords();
  const isWide = Grid.useBreakpoint().lg ?? false;
  useLiveChanges();
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {say(text('跳到正文', 'Skip to the content'))}
      </a>
      <Layout.Header className="shell-head">
        {!isWide && <MenuButton />}
        <Link to="/" className="shell-brand">
          {say(text('购服', 'Goufu'))}
        </Link>
        <div className="shell-tools">
          <Person />
          <LanguageButton />
        </div>
      </Layout.Header>
      <Layout>
        {isWide && (
          <Layout.Sider theme="light" width={184} className="shell-side">
            <ScreenMenu />
          </Layout.Sider>
        )}
        <Layout.Content id="content" tabIndex={-1} role="main">
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function MenuButton() {
  const say = useWords();
  const [isOpen, setOpen] = useState<boolean | null>(null);
  return (
    <>
      <Button icon={<MenuOutlined />} aria-label={say(text('菜单', 'Menu'))} onClick={() => setOpen(true)} />
      <Suspense>{isOpen !== null && <NarrowMenu isOpen={isOpen} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
