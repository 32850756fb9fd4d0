import { Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';

/** 快捷键 of the inbox. */
const KEYS: readonly (readonly [key: string, words: Text])[] = [
  ['j', text('下一项', 'Next')],
  ['k', text('上一项', 'Previous')],
  ['a', text('同意', 'Approve')],
  ['r', text('退回', 'Return')],
  ['t', text('转办', 'Transfer')],
  ['x', text('选入或移出批量', 'Choose for a batch, or not')],
  ['b', text('批量同意所选', 'Approve what is chosen')],
  ['/', text('查找', 'Search')],
  ['Ctrl+Enter', text('提交打开的表单', 'Send the open form')],
  ['Esc', text('关闭表单', 'Close the form')],
  ['?', text('本页说明', 'This help')],
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="combobox"], .ant-modal') !== null);

/** Calls what belongs to a key, but not while somebody is writing or a form is open. */
export function useKeys(acts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

export function KeyHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const say = useWords();
  return (
    <Modal open={isOpen} title={say(text('快捷键', 'Keys'))} onCancel={onClose} footer={null}>
      <dl className="keys">
        {KEYS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(words)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
