import { Alert, Button, List, Modal, Space, Typography } from 'antd';
import type { InboxEntry } from '../../../../api/contract/inbox.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { OpinionInput } from '../../shared/form/opinion-input.tsx';
import { useWords } from '../../shared/language.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { Amount, Due, LampTag } from '../../shared/ui/words.tsx';
import { focusFirst } from '../approval/focus-first.ts';
import type { Batch, BatchAnswer } from './use-batch.ts';

/** 批量同意: everything that is about to be approved, one opinion, and time to think again. */
export function BatchDialog({ batch }: { readonly batch: Batch }) {
  const say = useWords();
  const { chosen, isOpen, close, send } = batch;
  const title = text(`批量同意 ${chosen.length} 项`, `Approve ${chosen.length} together`);
  return (
    <Modal
      open={isOpen}
      title={say(title)}
      onCancel={close}
      footer={null}
      width={720}
      afterOpenChange={focusFirst}
      destroyOnHidden
    >
      <Chosen batch={batch} />
      {send.error && <ProblemNotice error={send.error} />}
      {send.data ? <Answer answer={send.data} onClose={close} /> : <Sending batch={batch} />}
    </Modal>
  );
}

function Chosen({ batch: { chosen, send } }: { readonly batch: Batch }) {
  const say = useWords();
  const totalFen = chosen.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
  return (
    <>
      <List
        size="small"
        className="batch-list"
        header={
          <Space wrap>
            {say(chosen[0]?.task?.title ?? text('待办', 'Tasks'))}
            {totalFen > 0 && (
              <span>
                {say(text('合计 ', 'in all '))}
                <Amount fen={totalFen} />
              </span>
            )}
          </Space>
        }
        dataSource={[...chosen]}
        rowKey="subjectId"
        renderItem={(entry) => (
          <List.Item>
            <One entry={entry} answer={send.data} />
          </List.Item>
        )}
      />
      <Alert
        type="warning"
        showIcon
        className="form-part"
        title={say(
          text(
            '每一项按同一意见分别办理、分别留痕；请逐项核对后确认。',
            'Each is decided and recorded by itself with this one opinion; check every line first.',
          ),
        )}
      />
    </>
  );
}

const OUTCOMES: Readonly<Record<BatchAnswer['results'][number]['outcome'], Text>> = {
  approved: text('已同意', 'approved'),
  refused: text('未办理', 'not done'),
  pending: text('处理中，结果稍后可见', 'under way; see it later'),
};

interface OneProps {
  readonly entry: InboxEntry;
  readonly answer: BatchAnswer | undefined;
}

/** One matter with its amount, what speaks for a second look, and what became of it. */
function One({ entry, answer }: OneProps) {
  const say = useWords();
  const result = answer?.results.find(
    ({ subjectId, taskId }) => subjectId === entry.subjectId && taskId === entry.task?.taskId,
  );
  return (
    <Space orientation="vertical" size={2}>
      <Space wrap>
        <b>{entry.title}</b>
        {entry.amountFen !== null && <Amount fen={entry.amountFen} />}
        {entry.lamp !== 'green' && <LampTag lamp={entry.lamp} />}
      </Space>
      <Typography.Text type="secondary">
        {entry.subjectNo} · {entry.orgName} · <Due on={entry.dueOn} announced={entry.dueAnnounced} />
      </Typography.Text>
      {entry.task?.principalName && (
        <span>
          {say(text(`代 ${entry.task.principalName} 办理`, `signed for ${entry.task.principalName}`))}
        </span>
      )}
      {result && <b>{say(OUTCOMES[result.outcome])}</b>}
      {result?.problem && (
        <span>
          {result.problem.detail} {result.problem.remedy}
        </span>
      )}
    </Space>
  );
}

/** The opinion, and after it was confirmed the seconds in which it can be called back. */
function Sending({ batch }: { readonly batch: Batch }) {
  const say = useWords();
  const { opinion, setOpinion, secondsLeft, send, confirm, undo, sendNow, close } = batch;
  const label = say(text('意见', 'Opinion'));
  if (secondsLeft !== null)
    return (
      <Space wrap role="status">
        <span>
          {say(
            text(`${secondsLeft} 秒后办理，尚未发出`, `Sent in ${secondsLeft} s; nothing has gone out yet`),
          )}
        </span>
        <Button type="primary" autoFocus onClick={undo}>
          {say(text('撤销', 'Undo'))}
        </Button>
        <Button onClick={sendNow}>{say(text('立即办理', 'Send now'))}</Button>
      </Space>
    );
  return (
    <>
      <div className="form-part">
        <OpinionInput label={label} value={opinion} onChange={setOpinion} />
      </div>
      <Space wrap>
        <Button type="primary" loading={send.isPending} onClick={confirm}>
          {say(text('确认批量同意', 'Confirm'))}
        </Button>
        <Button onClick={close}>{say(text('取消', 'Cancel'))}</Button>
      </Space>
    </>
  );
}

function Answer({ answer, onClose }: { readonly answer: BatchAnswer; readonly onClose: () => void }) {
  const say = useWords();
  const { approved, refused, pending } = answer;
  return (
    <Alert
      type={refused + pending === 0 ? 'success' : 'warning'}
      showIcon
      role="status"
      title={say(
        text(
          `已同意 ${approved} 项，未办理 ${refused} 项，处理中 ${pending} 项`,
          `${approved} approved, ${refused} not done, ${pending} under way`,
        ),
      )}
      action={
        <Button autoFocus onClick={onClose}>
          {say(text('关闭', 'Close'))}
        </Button>
      }
    />
  );
}
