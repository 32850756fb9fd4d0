import { Link, Outlet } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { PublicLanguageButton } from './language-button.tsx';
import './portal.css';

const LARGE = 'goufu.portal.large';
const CONTRAST = 'goufu.portal.contrast';

function useKept(name: string): readonly [boolean, () => void] {
  const [isOn, setOn] = useState(() => localStorage.getItem(name) === 'yes');
  const toggle = () => {
    localStorage.setItem(name, isOn ? 'no' : 'yes');
    setOn(!isOn);
  };
  return [isOn, toggle];
}

/** The frame of the public pages: no sign-in, large text and high contrast for whoever wants them. */
export function PortalShell() {
  const say = useWords();
  const [isLarge, toggleLarge] = useKept(LARGE);
  const [isContrast, toggleContrast] = useKept(CONTRAST);
  return (
    <div className={`portal${isLarge ? ' portal-large' : ''}${isContrast ? ' portal-contrast' : ''}`}>
      <a className="skip" href="#content">
        {say(text('跳到正文', 'Skip to the content'))}
      </a>
      <header className="portal-head">
        <Link to="/public" className="portal-brand">
          {say(text('政府购买服务信息公开', 'Government purchase of services: public information'))}
        </Link>
        <div className="portal-tools">
          <Button aria-pressed={isLarge} onClick={toggleLarge}>
            {say(text('大字', 'Large text'))}
          </Button>
          <Button aria-pressed={isContrast} onClick={toggleContrast}>
            {say(text('高对比', 'High contrast'))}
          </Button>
          <PublicLanguageButton />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="portal-main">
        <Outlet />
      </main>
      <footer className="portal-foot">
        {say(
          text(
            '此处只列已依法公开的事项，不含个人信息。演示数据，地名、单位均为虚构。',
            'Only what has been lawfully published is listed; no personal data. Demonstration data; places and bodies are invented.',
          ),
        )}
      </footer>
    </div>
  );
}
