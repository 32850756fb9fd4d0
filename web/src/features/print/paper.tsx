import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import './paper.css';

/** A sheet of A4 on the screen, and nothing but it on paper. */
export function Paper({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const say = useWords();
  useEffect(() => {
    document.title = `${title} · 购服`;
  }, [title]);
  return (
    <div className="paper-desk">
      <Button type="primary" className="no-print" onClick={() => window.print()}>
        {say(text('打印', 'Print'))}
      </Button>
      <article className="paper">
        <h1>{title}</h1>
        {children}
      </article>
    </div>
  );
}
