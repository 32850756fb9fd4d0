import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { useRef } from 'react';
import type { z } from 'zod';
import type { attachmentSchema } from '../../../../api/contract/attachment.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { postFile, withQuery } from '../api.ts';
import { useWords } from '../language.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

type Stored = Pick<z.output<typeof attachmentSchema>, 'name' | 'sizeBytes' | 'sha256'>;

interface Props {
  readonly id?: string;
  readonly value?: readonly Stored[];
  readonly onChange?: (value: readonly Stored[]) => void;
}

/** 附件: files that are sent to the server when they are chosen; the form then names them by size and digest. */
export function FileInput({ id, value = [], onChange }: Props) {
  const say = useWords();
  const input = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: (file: File) =>
      postFile<Stored>(withQuery('/attachments', { name: file.name }), {
        file,
        type: 'application/octet-stream',
      }),
    onSuccess: ({ name, sizeBytes, sha256 }) => onChange?.([...value, { name, sizeBytes, sha256 }]),
  });
  return (
    <Space orientation="vertical">
      {value.map(({ name, sha256 }) => (
        <Space key={sha256}>
          {name}
          <Button
            size="small"
            icon={<DeleteOutlined />}
            aria-label={say(text(`移除 ${name}`, `Remove ${name}`))}
            onClick={() => onChange?.(value.filter((one) => one.sha256 !== sha256))}
          />
        </Space>
      ))}
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) upload.mutate(file);
          target.value = '';
        }}
      />
      <Button
        {...(id !== undefined && { id })}
        icon={<PaperClipOutlined />}
        loading={upload.isPending}
        onClick={() => input.current?.click()}
      >
        {say(text('选择文件', 'Choose a file'))}
      </Button>
      {upload.error && <ProblemNotice error={upload.error} />}
    </Space>
  );
}
