import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Input, Typography } from 'antd';
import { useState } from 'react';
import { text } from '../../../domain/kernel/text.ts';
import { get, post } from '../shared/api.ts';
import { useWords } from '../shared/language.tsx';
import { type Accounts as AccountList, meQuery } from '../shared/session.ts';
import { sessionEnded } from '../shared/session-end.ts';
import { Fetched } from '../shared/ui/page.tsx';
import { ProblemNotice } from '../shared/ui/problem-notice.tsx';
import { LanguageButton } from './shell-tools.tsx';

type Account = AccountList['accounts'][number];

const matches = ({ name, posts }: Account, words: string): boolean =>
  [name, ...posts.flatMap(({ roleTitle, orgName }) => [roleTitle.zh, roleTitle.en, orgName])].some((one) =>
    one.toLowerCase().includes(words.trim().toLowerCase()),
  );

/** 登录: the page for strangers; the page behind stays where it was. */
export function SignIn() {
  const say = useWords();
  return (
    <main className="sign-in">
      <header className="page-head">
        <Typography.Title level={1} className="page-title">
          {say(text('购服 · 政府购买服务', 'Goufu · government purchase of services'))}
        </Typography.Title>
        <LanguageButton />
      </header>
      <Accounts />
    </main>
  );
}

/** In the demonstration anybody chooses a person; it says so. */
export function Accounts() {
  const say = useWords();
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: () => get<AccountList>('/demo/accounts') });
  const signIn = useMutation({
    mutationFn: (userId: string) => post('/demo/sign-in', { body: { userId } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
      sessionEnded(false);
      await client.invalidateQueries();
    },
  });
  const find = say(text('按姓名、岗位或单位查找', 'Name, post or organisation'));
  return (
    <Fetched of={accounts}>
      {({ accounts: all, notice }) => (
        <>
          <Alert type="warning" showIcon title={say(notice)} style={{ margin: '16px 0' }} />
          {signIn.error && <ProblemNotice error={signIn.error} />}
          <Input.Search
            aria-label={find}
            placeholder={find}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            style={{ marginBottom: 16 }}
          />
          <div className="cards accounts">
            {all
              .filter((one) => matches(one, words))
              .map((account) => (
                <AccountCard
                  key={account.userId}
                  account={account}
                  onChoose={() => signIn.mutate(account.userId)}
                />
              ))}
          </div>
        </>
      )}
    </Fetched>
  );
}

function AccountCard({ account, onChoose }: { readonly account: Account; readonly onChoose: () => void }) {
  const say = useWords();
  return (
    <Card size="small">
      <div className="account">
        <div>
          <Typography.Text strong>{account.name}</Typography.Text>
          {account.posts.map((one) => (
            <Typography.Text key={`${one.role} ${one.orgId}`} type="secondary">
              {say(one.roleTitle)} · {one.orgName}
            </Typography.Text>
          ))}
        </div>
        <Button onClick={onChoose}>{say(text('以此身份登录', 'Sign in as this person'))}</Button>
      </div>
    </Card>
  );
}
