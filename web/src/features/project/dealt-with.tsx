import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../../../api/contract/timeline.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { EVENT_TITLES } from '../../../../domain/project/event-titles.ts';
import type { EventType } from '../../../../domain/project/events.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';

interface Props {
  /** The name of whoever was quicker. */
  readonly by: string;
  /** What they have done. */
  readonly what: Text;
  readonly recordedAt: string;
  /** The way on from here. */
  readonly children: ReactNode;
}

/** 已被他人处理: who has acted before the reader, what they did and when. */
export function DealtWith({ by, what, recordedAt, children }: Props) {
  const say = useWords();
  const { language } = useLanguage();
  const when = moment(recordedAt, language);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="form-part"
      title={say(text('已被他人处理', 'Somebody else has dealt with it'))}
      description={say(text(`${by} 于 ${when} 办理了「${what.zh}」。`, `${by} did "${what.en}" on ${when}.`))}
      action={children}
    />
  );
}

/** The last entry of a project's timeline as this notice tells it. */
export const dealtWithOf = ({ by, type, recordedAt }: TimelineEntry) => ({
  by: by.name,
  what: EVENT_TITLES[type as EventType],
  recordedAt,
});
