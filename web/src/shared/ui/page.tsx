import { Skeleton, Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { Text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../language.tsx';
import { ProblemNotice } from './problem-notice.tsx';

interface Props {
  readonly title: Text | string;
  /** What the screen is about, such as a project's number and name. */
  readonly about?: string | undefined;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its title, which is also the window's, what can be done about all of it, and its content. */
export function Page({ title, about, extra, children }: Props) {
  const say = useWords();
  const words = typeof title === 'string' ? title : say(title);
  useEffect(() => {
    document.title = `${words} · 购服`;
  }, [words]);
  return (
    <section className="page">
      <header className="page-head">
        <Typography.Title level={1} className="page-title">
          {words}
        </Typography.Title>
        {extra}
      </header>
      {about !== undefined && <p className="page-about">{about}</p>}
      {children}
    </section>
  );
}

interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** What a query has brought; until then its shape in grey, or the problem with a way to try again. */
export function Fetched<T>({
  of,
  children,
}: {
  readonly of: Loaded<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <ProblemNotice error={of.error} onRetry={() => void of.refetch()} />;
  return <Skeleton active paragraph={{ rows: 8 }} />;
}
