import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { BatchItem, batchResultSchema } from '../../../../api/contract/batch.ts';
import type { InboxEntry } from '../../../../api/contract/inbox.ts';
import { post } from '../../shared/api.ts';
import { newKey } from '../../shared/form/draft.ts';

export type BatchAnswer = z.output<typeof batchResultSchema>;

/** 撤销 how long a confirmed batch waits before it is sent. */
const UNDO_SECONDS = 10;
const SECOND_MS = 1_000;

/** 同类 what may be approved together: one step of projects, or one step of one flow. */
const typeOf = ({ kind, flowId, task }: InboxEntry): string =>
  `${kind} ${flowId} ${task?.step ?? task?.title.zh}`;

const keyOf = ({ subjectId, task }: InboxEntry): string => `${subjectId} ${task?.taskId}`;

/** Whether an entry may be chosen besides those that are: it is the reader's, its flow allows it, and it is of their type. */
export const mayChoose = (entry: InboxEntry, chosen: readonly InboxEntry[]): boolean =>
  entry.task?.mayBatch === true && chosen.every((one) => typeOf(one) === typeOf(entry));

const itemOf = ({ kind, subjectId, task, revision }: InboxEntry): BatchItem[] =>
  task?.taskId ? [{ kind, subjectId, taskId: task.taskId, expectedRevision: revision }] : [];

/** 批量同意: choosing, confirming, ten seconds to think again, and what became of each. */
export function useBatch() {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly InboxEntry[]>([]);
  const [isOpen, setOpen] = useState(false);
  const [opinion, setOpinion] = useState('');
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const key = useRef(newKey());
  const send = useMutation({
    mutationFn: () =>
      post<BatchAnswer>('/inbox/approve', {
        body: { tasks: chosen.flatMap(itemOf), opinion },
        key: key.current,
      }),
    onSettled: () => {
      for (const name of ['tasks', 'project', 'case']) void client.invalidateQueries({ queryKey: [name] });
    },
  });
  const { mutate } = send;
  const sendNow = () => {
    setSecondsLeft(null);
    mutate();
  };
  useEffect(() => {
    if (secondsLeft === null) return;
    const timer = setTimeout(() => {
      setSecondsLeft(secondsLeft > 1 ? secondsLeft - 1 : null);
      if (secondsLeft <= 1) mutate();
    }, SECOND_MS);
    return () => clearTimeout(timer);
  }, [secondsLeft, mutate]);
  const isChosen = (entry: InboxEntry) => chosen.some((one) => keyOf(one) === keyOf(entry));
  const toggle = (entry: InboxEntry) => {
    if (isChosen(entry)) setChosen(chosen.filter((one) => keyOf(one) !== keyOf(entry)));
    else if (mayChoose(entry, chosen)) setChosen([...chosen, entry]);
  };
  const begin = () => {
    if (chosen.length > 0) setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setSecondsLeft(null);
    // What has been sent is done with; what was only looked at stays chosen.
    if (send.isIdle) return;
    setChosen([]);
    send.reset();
    key.current = newKey();
  };
  return {
    ...{ chosen, isChosen, toggle, isOpen, begin, close, opinion, setOpinion, send, sendNow, secondsLeft },
    confirm: () => setSecondsLeft(UNDO_SECONDS),
    undo: () => setSecondsLeft(null),
  };
}
export type Batch = ReturnType<typeof useBatch>;
