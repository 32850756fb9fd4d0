import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../../../api/contract/timeline.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { EVENT_TITLES } from '../../../../domain/project/event-titles.ts';
import type { EventType } from '../../../../domain/project/events.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';

interface Props {
  /** What somebody else has done. */
  readonly by: TimelineEntry;
  /** The way on from here. */
  readonly children: ReactNode;
}

/** 已被他人处理: who has acted before the reader, what they did and when. */
export function DealtWith({ by: { by, type, recordedAt }, children }: Props) {
  const say = useWords();
  const { language } = useLanguage();
  const what = say(EVENT_TITLES[type as EventType]);
  const when = moment(recordedAt, language);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="form-part"
      title={say(text('已被他人处理', 'Somebody else has dealt with it'))}
      description={say(
        text(`${by.name} 于 ${when} 办理了「${what}」。`, `${by.name} did "${what}" on ${when}.`),
      )}
      action={children}
    />
  );
}
