import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Input, Popconfirm, Space, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { provedSchema } from '../../../../api/contract/approval-flow.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { post, put } from '../../shared/api.ts';
import { useDraft } from '../../shared/form/draft.ts';
import { useWords } from '../../shared/language.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { Faults } from './faults.tsx';
import type { FlowDetail } from './flow-detail.ts';

type Proved = z.output<typeof provedSchema>;

const MAY_NOT = text(
  '流程由所属单位的管理员维护，您没有该权限；可以查看，不能修改。',
  "A flow is kept by its organisation's administrators; you may read it and not change it.",
);

/** What the text holds: the flow without what the server itself gives, its id and its version. */
const written = ({ document, formSchema }: FlowDetail): string => {
  const own = Object.entries(document).filter(([name]) => name !== 'id' && name !== 'version');
  return JSON.stringify({ document: Object.fromEntries(own), formSchema }, null, 2);
};

const keptText = (values: object): string | null =>
  'source' in values && typeof values.source === 'string' ? values.source : null;

/** The text and what can be done with it. */
function useFlowActs(flow: FlowDetail) {
  const say = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const draft = useDraft(`flow.${flow.flowId}.${flow.version}`, localStorage);
  const [source, setSource] = useState(() => keptText(draft.values) ?? written(flow));
  const at = `/approvals/flows/${flow.flowId}`;
  const body = (): unknown => ({ orgId: flow.orgId, ...(JSON.parse(source) as object) });
  const onSuccess = async ({ flowId, version }: FlowDetail) => {
    draft.drop();
    await client.invalidateQueries({ queryKey: ['flows'] });
    void message.success(say(text('已办理', 'Done')));
    const params = { flowId, version: String(version) };
    void navigate({ to: '/flows/$flowId/$version', params, search: { tab: 'standing' } });
  };
  const prove = useMutation({ mutationFn: async () => post<Proved>(`${at}/prove`, { body: body() }) });
  const save = useMutation({
    mutationFn: async () => put<FlowDetail>(`${at}/draft`, { body: body() }),
    onSuccess,
  });
  const stand = useMutation({
    mutationFn: (act: 'publish' | 'retire') => post<FlowDetail>(`${at}/versions/${flow.version}/${act}`),
    onSuccess,
  });
  const write = (words: string) => {
    setSource(words);
    draft.keep({ source: words });
  };
  return { source, write, prove, save, stand };
}
type FlowActs = ReturnType<typeof useFlowActs>;

/** 校验与发布: the flow as text, checked and proved by the server; draft, publish and retire. */
export function FlowStanding({ flow }: { readonly flow: FlowDetail }) {
  const say = useWords();
  const acts = useFlowActs(flow);
  const { source, write, prove, save, stand } = acts;
  const error = save.error ?? stand.error ?? prove.error;
  return (
    <>
      {!flow.mayWrite && <Alert type="info" showIcon className="form-part" title={say(MAY_NOT)} />}
      <ActBar flow={flow} acts={acts} />
      {error && <Wrong error={error} />}
      {prove.data && <Faults proved={prove.data} steps={flow.steps} />}
      <label>
        <Typography.Text strong>{say(text('流程文本（JSON）', 'The flow as text (JSON)'))}</Typography.Text>
        <Input.TextArea
          className="flow-json"
          readOnly={!flow.mayWrite}
          autoSize={{ minRows: 16, maxRows: 40 }}
          value={source}
          onChange={({ target }) => write(target.value)}
        />
      </label>
    </>
  );
}

function ActBar({
  flow: { mayWrite, status },
  acts,
}: {
  readonly flow: FlowDetail;
  readonly acts: FlowActs;
}) {
  const say = useWords();
  const { prove, save, stand } = acts;
  const frozen = text(
    '发布后不能再改；原版本随即停用。',
    'It cannot be changed afterwards; the version in use is retired.',
  );
  const ended = text(
    '停用后不能再发起；在办的按本版办完。',
    'Nobody starts it any more; running cases end on it.',
  );
  const mayPublish = mayWrite && status === 'draft';
  const mayRetire = mayWrite && status === 'published';
  return (
    <Space wrap className="form-part">
      <Button disabled={!mayWrite} loading={prove.isPending} onClick={() => prove.mutate()}>
        {say(text('发布校验', 'Prove'))}
      </Button>
      <Button disabled={!mayWrite} loading={save.isPending} onClick={() => save.mutate()}>
        {say(
          status === 'draft'
            ? text('保存草稿', 'Save the draft')
            : text('存为新版草稿', 'Save as a new draft'),
        )}
      </Button>
      <Popconfirm title={say(frozen)} onConfirm={() => stand.mutate('publish')}>
        <Button type="primary" disabled={!mayPublish} loading={stand.isPending}>
          {say(text('发布', 'Publish'))}
        </Button>
      </Popconfirm>
      <Popconfirm title={say(ended)} onConfirm={() => stand.mutate('retire')}>
        <Button danger disabled={!mayRetire} loading={stand.isPending}>
          {say(text('停用', 'Retire'))}
        </Button>
      </Popconfirm>
    </Space>
  );
}

/** What the server found, or that the text is no JSON at all, and where. */
function Wrong({ error }: { readonly error: unknown }) {
  const say = useWords();
  if (!(error instanceof SyntaxError)) return <ProblemNotice error={error} />;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="form-part"
      title={say(text('文本不是合法的 JSON，未发送', 'The text is no JSON and was not sent'))}
      description={error.message}
    />
  );
}
