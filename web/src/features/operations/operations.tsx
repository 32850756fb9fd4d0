import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Space, Tag } from 'antd';
import type { z } from 'zod';
import type { feedHeadSchema, readySchema } from '../../../../api/contract/supervision.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get, ProblemError } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { ParkedCases } from './parked-cases.tsx';

type Ready = z.output<typeof readySchema>;
type Head = z.output<typeof feedHeadSchema>;
const AGAIN_MS = 10_000;

const CHECK_TITLES: Readonly<Record<keyof Ready['checks'], Text>> = {
  database: text('数据库', 'Database'),
  temporal: text('流程引擎', 'Workflow engine'),
  migrations: text('数据库结构', 'Schema'),
  policy: text('规则核查', 'Policy checks'),
};

/** 运维: is everything there, what a fault has stopped, and how far the change feed is. */
export function Operations() {
  const say = useWords();
  const ready = useQuery({ queryKey: ['ready'], queryFn: readReadiness, refetchInterval: AGAIN_MS });
  return (
    <Page title={text('运维', 'Operations')}>
      <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
        <Card size="small" title={say(text('运行状况', 'Health'))}>
          <Fetched of={ready}>
            {({ checks }) => (
              <Descriptions size="small" column={{ xs: 1, sm: 3 }}>
                {(Object.keys(CHECK_TITLES) as (keyof Ready['checks'])[]).map((name) => (
                  <Descriptions.Item key={name} label={say(CHECK_TITLES[name])}>
                    <State word={checks[name]} />
                  </Descriptions.Item>
                ))}
              </Descriptions>
            )}
          </Fetched>
        </Card>
        <Card size="small" title={say(text('挂起案件', 'Parked cases'))}>
          <ParkedCases />
        </Card>
        <Card size="small" title={say(text('变动流', 'Change feed'))}>
          <FeedPosition />
        </Card>
      </Space>
    </Page>
  );
}

/** The answer says what is missing even when it comes as 503. */
async function readReadiness(): Promise<Ready> {
  const response = await fetch('/readyz');
  if (response.status !== 200 && response.status !== 503) {
    throw new ProblemError({
      type: 'about:blank',
      title: '运行状况不可用 Health is not available',
      status: response.status,
      detail: '',
      code: 'NoHealth',
      requestId: '',
    });
  }
  return (await response.json()) as Ready;
}

const WORDS: Readonly<Record<string, Text>> = {
  ok: text('正常', 'ok'),
  current: text('最新', 'current'),
  unreachable: text('连接不上', 'unreachable'),
  pending: text('待升级', 'pending'),
  newer: text('比程序新', 'newer than the program'),
  unknown: text('未知', 'unknown'),
};

function State({ word }: { readonly word: string }) {
  const say = useWords();
  const isGood = word === 'ok' || word === 'current';
  return (
    <Tag variant="solid" color={isGood ? '#1a6e35' : '#b3261e'}>
      {WORDS[word] ? say(WORDS[word]) : word}
    </Tag>
  );
}

function FeedPosition() {
  const say = useWords();
  const head = useQuery({ queryKey: ['projects', 'feed'], queryFn: () => get<Head>('/changes/head') });
  return (
    <Fetched of={head}>
      {({ position, waiting }) => (
        <p>
          {say(text('最新位置：', 'Newest position: '))}
          <code>{position}</code>
          {waiting && say(text('，有变动等待先前的事务提交', ', changes wait for an earlier transaction'))}
        </p>
      )}
    </Fetched>
  );
}
