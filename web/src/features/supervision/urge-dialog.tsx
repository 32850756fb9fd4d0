import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Typography } from 'antd';
import { useRef, useState } from 'react';
import type { Waiting } from '../../../../api/contract/overview.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { ProblemError, post } from '../../shared/api.ts';
import { newKey } from '../../shared/form/draft.ts';
import { useWords } from '../../shared/language.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';

interface Props {
  readonly rows: readonly Waiting[];
  readonly isOpen: boolean;
  readonly onClose: (isDone: boolean) => void;
}

/** 催办 the chosen projects with the same words; all of them or none. */
export function UrgeDialog({ rows, isOpen, onClose }: Props) {
  const say = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [words, setWords] = useState('');
  const key = useRef(newKey());
  const urge = useMutation({
    mutationFn: () =>
      post('/supervision/urges', {
        key: key.current,
        body: { projectIds: rows.map(({ projectId }) => projectId), words },
      }),
    onSuccess: async () => {
      key.current = newKey();
      setWords('');
      void message.success(say(text('已催办', 'Urged')));
      await client.invalidateQueries({ queryKey: ['supervision'] });
      onClose(true);
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status !== 0) key.current = newKey();
    },
  });
  const label = say(text('催办意见', 'Words of the urge'));
  return (
    <Modal
      open={isOpen}
      title={say(text(`催办 ${rows.length} 个项目`, `Urge ${rows.length} projects`))}
      okText={say(text('发出催办', 'Send'))}
      cancelText={say(text('取消', 'Cancel'))}
      okButtonProps={{ disabled: words.trim() === '', loading: urge.isPending }}
      onOk={() => urge.mutate()}
      onCancel={() => onClose(false)}
    >
      <Typography.Paragraph>{rows.map(({ projectName }) => projectName).join('、')}</Typography.Paragraph>
      <Input.TextArea
        aria-label={label}
        placeholder={label}
        rows={3}
        maxLength={500}
        showCount
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      {urge.error && <ProblemNotice error={urge.error} />}
    </Modal>
  );
}
