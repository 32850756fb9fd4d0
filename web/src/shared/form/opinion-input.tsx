import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Space } from 'antd';
import type { z } from 'zod';
import type { opinionPhrasesSchema } from '../../../../api/contract/opinion-phrase.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get, put } from '../api.ts';
import { useLanguage, useWords } from '../language.tsx';

type Phrases = z.output<typeof opinionPhrasesSchema>;
const PATH = '/me/opinion-phrases';
/** The longest phrase the server keeps. */
const LONGEST = 200;

interface Props {
  readonly label: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** 意见 with the reader's own phrases and the shipped ones, one click each; what was written can be kept as a phrase. */
export function OpinionInput({ label, id, value = '', onChange }: Props) {
  const say = useWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const phrases = useQuery({ queryKey: ['opinion-phrases'], queryFn: () => get<Phrases>(PATH) });
  const own = phrases.data?.phrases ?? [];
  const shipped = (phrases.data?.defaults ?? []).map((one) => one[language]);
  const keep = useMutation({
    mutationFn: () =>
      put<Phrases>(PATH, {
        body: { expectedRevision: phrases.data?.revision ?? 0, phrases: [...own, value.trim()] },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['opinion-phrases'] }),
  });
  const isNew = value.trim() !== '' && value.length <= LONGEST && !own.includes(value.trim());
  return (
    <>
      <Input.TextArea
        {...(id !== undefined && { id })}
        aria-label={label}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={value}
        onChange={({ target }) => onChange?.(target.value)}
      />
      <Space wrap size={4} className="phrases" role="group" aria-label={say(text('常用意见', 'Phrases'))}>
        {[...new Set([...own, ...shipped])].map((phrase) => (
          <Button key={phrase} size="small" onClick={() => onChange?.(phrase)}>
            {phrase}
          </Button>
        ))}
        {isNew && !shipped.includes(value.trim()) && (
          <Button size="small" type="dashed" loading={keep.isPending} onClick={() => keep.mutate()}>
            {say(text('存为常用意见', 'Keep as a phrase'))}
          </Button>
        )}
      </Space>
    </>
  );
}
