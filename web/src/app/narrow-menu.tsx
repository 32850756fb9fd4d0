import { Drawer } from 'antd';
import { text } from '../../../domain/kernel/text.ts';
import { useWords } from '../shared/language.tsx';
import { ScreenMenu } from './screen-menu.tsx';

/** The main menu of a narrow screen, fetched when somebody opens it. */
export function NarrowMenu({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const say = useWords();
  return (
    <Drawer title={say(text('菜单', 'Menu'))} placement="left" open={isOpen} onClose={onClose} size={260}>
      <ScreenMenu onChoose={onClose} />
    </Drawer>
  );
}
