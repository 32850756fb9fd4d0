import { LogoutOutlined, TranslationOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Tooltip, Typography } from 'antd';
import { text } from '../../../domain/kernel/text.ts';
import { post } from '../shared/api.ts';
import { useLanguage, useWords } from '../shared/language.tsx';
import { useMe } from '../shared/session.ts';

export function LanguageButton() {
  const { language, choose } = useLanguage();
  const client = useQueryClient();
  const next = language === 'zh' ? 'en' : 'zh';
  return (
    <Button
      icon={<TranslationOutlined />}
      onClick={() => {
        choose(next);
        // Problems come in the reader's language; the ones on the screen are asked for again.
        void client.invalidateQueries();
      }}
    >
      {next === 'en' ? 'English' : '中文'}
    </Button>
  );
}

/** Who is signed in, and the way out. */
export function Person() {
  const say = useWords();
  const { user } = useMe();
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => post('/sign-out'),
    onSuccess: () => client.resetQueries(),
  });
  const posts = user.posts.map(({ roleTitle, orgName }) => `${say(roleTitle)} · ${orgName}`).join('；');
  return (
    <>
      <Tooltip title={posts}>
        <Typography.Text ellipsis className="shell-person">
          {user.name}
        </Typography.Text>
      </Tooltip>
      <Button
        icon={<LogoutOutlined />}
        aria-label={say(text('退出', 'Sign out'))}
        onClick={() => signOut.mutate()}
      />
    </>
  );
}
