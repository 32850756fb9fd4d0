import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Empty, Space, Tag } from 'antd';
import type { z } from 'zod';
import type { myProxiesSchema, ProxyView } from '../../../../api/contract/proxy.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get, post } from '../../shared/api.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { Amount } from '../../shared/ui/words.tsx';
import { AbsenceForm } from './absence-form.tsx';
import { PROXIES } from './key.ts';

/** 委托代理: who signs for me while I am away, and for whom I sign; both names stand in every record. */
export function Absence() {
  const say = useWords();
  const proxies = useQuery({
    queryKey: PROXIES,
    queryFn: () => get<z.output<typeof myProxiesSchema>>('/me/proxies'),
  });
  return (
    <Page title={text('委托代理', 'Absence')}>
      <Card title={say(text('登记代理', 'Name a proxy'))} className="form-part">
        <AbsenceForm />
      </Card>
      <Fetched of={proxies}>
        {({ forMe, byMe }) => (
          <>
            <List title={text('代我办理的', 'Who signs for me')} proxies={forMe} mayEnd />
            <List title={text('我代为办理的', 'For whom I sign')} proxies={byMe} mayEnd={false} />
          </>
        )}
      </Fetched>
    </Page>
  );
}

const STATUS: Readonly<Record<ProxyView['status'], Text>> = {
  planned: text('未开始', 'planned'),
  inForce: text('生效中', 'in force'),
  over: text('已结束', 'over'),
};

interface ListProps {
  readonly title: Text;
  readonly proxies: readonly ProxyView[];
  readonly mayEnd: boolean;
}

function List({ title, proxies, mayEnd }: ListProps) {
  const say = useWords();
  return (
    <section>
      <h2 className="part-title">{say(title)}</h2>
      {proxies.length === 0 && <Empty description={say(text('没有登记', 'None recorded'))} />}
      <div className="cards">
        {proxies.map((proxy) => (
          <ProxyCard key={proxy.proxyId} proxy={proxy} mayEnd={mayEnd && proxy.status !== 'over'} />
        ))}
      </div>
    </section>
  );
}

function ProxyCard({ proxy, mayEnd }: { readonly proxy: ProxyView; readonly mayEnd: boolean }) {
  const say = useWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => post(`/proxies/${proxy.proxyId}/end`),
    onSettled: () => client.invalidateQueries({ queryKey: PROXIES }),
  });
  return (
    <Card
      size="small"
      title={`${proxy.of.name} → ${proxy.to.name}`}
      extra={<Tag>{say(STATUS[proxy.status])}</Tag>}
    >
      <Space orientation="vertical">
        <span>
          {moment(proxy.from, language)} — {moment(proxy.until, language)}
        </span>
        {proxy.upToFen !== null && (
          <span>
            {say(text('限额：', 'Up to: '))}
            <Amount fen={proxy.upToFen} />
          </span>
        )}
        <span>{proxy.reason}</span>
        {proxy.heldTasks > 0 && (
          <span>{say(text(`在办任务 ${proxy.heldTasks} 项`, `Open tasks held: ${proxy.heldTasks}`))}</span>
        )}
        {end.error && <ProblemNotice error={end.error} />}
        {mayEnd && (
          <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
            {say(text('结束代理', 'End it'))}
          </Button>
        )}
      </Space>
    </Card>
  );
}
