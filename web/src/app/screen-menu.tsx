import { Link, useLocation } from '@tanstack/react-router';
import { Menu } from 'antd';
import { text } from '../../../domain/kernel/text.ts';
import { useWords } from '../shared/language.tsx';
import { SCREENS } from './screens.tsx';

/** 主菜单: the screens, the open one marked. */
export function ScreenMenu({ onChoose }: { readonly onChoose?: () => void }) {
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
