import { Modal } from 'antd';
import { text } from '../../../domain/kernel/text.ts';
import { useWords } from '../shared/language.tsx';
import { Accounts } from './sign-in.tsx';

const TITLE = text(
  '登录已过期，请重新登录；已填写的内容都在',
  'Your session has ended; sign in again, nothing you entered is lost',
);

/** 会话已结束: signing in again in place, with the form that was being filled in behind the window. */
export function SignInAgain() {
  const say = useWords();
  return (
    <Modal open closable={false} keyboard={false} footer={null} width={960} title={say(TITLE)}>
      <Accounts />
    </Modal>
  );
}
