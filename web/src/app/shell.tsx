import { MenuOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Button, Drawer, Grid, Layout, Menu, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { text } from '../../../domain/kernel/text.ts';
import { ProblemError } from '../shared/api.ts';
import { useWords } from '../shared/language.tsx';
import { useLiveChanges } from '../shared/live.ts';
import { meQuery } from '../shared/session.ts';
import { useSessionEnded } from '../shared/session-end.ts';
import { ProblemNotice } from '../shared/ui/problem-notice.tsx';
import { SCREENS } from './screens.tsx';
import { LanguageButton, Person } from './shell-tools.tsx';

// Most people are signed in already; the page for strangers comes when it is needed.
const SignIn = lazy(async () => ({ default: (await import('./sign-in.tsx')).SignIn }));
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }));

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
        {!isWide && <NarrowMenu />}
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
            <Screens />
          </Layout.Sider>
        )}
        <Layout.Content id="content" tabIndex={-1} role="main">
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function NarrowMenu() {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const words = say(text('菜单', 'Menu'));
  return (
    <>
      <Button icon={<MenuOutlined />} aria-label={words} onClick={() => setOpen(true)} />
      <Drawer title={words} placement="left" open={isOpen} onClose={() => setOpen(false)} size={260}>
        <Screens onChoose={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function Screens({ onChoose }: { readonly onChoose?: () => void }) {
  const say = useWords();
  const { pathname } = useLocation();
  const open = SCREENS.findLast(
    ({ path }) => pathname === path || (path !== '/' && pathname.startsWith(path)),
  );
  return (
    <nav aria-label={say(text('主菜单', 'Main menu'))}>
      <Menu
        mode="inline"
        selectedKeys={open ? [open.path] : []}
        {...(onChoose && { onClick: onChoose })}
        items={SCREENS.map(({ path, title, icon }) => ({
          key: path,
          icon,
          label: <Link to={path}>{say(title)}</Link>,
        }))}
      />
    </nav>
  );
}
