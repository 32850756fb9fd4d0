import { Tag, Tooltip, Typography } from 'antd';
import type { z } from 'zod';
import type { citationSchema } from '../../../../api/contract/problem.ts';
import type { lampSchema } from '../../../../api/contract/shared.ts';
import { formatFen } from '../../../../domain/kernel/money.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { shortMoney } from '../format.ts';
import { useLanguage, useWords } from '../language.tsx';

export type Lamp = z.output<typeof lampSchema>;

export const LAMP_WORDS: Readonly<Record<Lamp, Text>> = {
  red: text('已逾期', 'Overdue'),
  yellow: text('临近到期', 'Near due'),
  green: text('期限内', 'In time'),
  grey: text('无期限', 'No due date'),
};
/** A shape for each lamp, for readers who do not see its colour. */
export const LAMP_SHAPES: Readonly<Record<Lamp, string>> = { red: '▲', yellow: '◆', green: '●', grey: '○' };
/** Dark enough for white words at 4.5 to 1. */
const LAMP_COLOURS: Readonly<Record<Lamp, string>> = {
  red: '#b3261e',
  yellow: '#8a5a00',
  green: '#1a6e35',
  grey: '#5f6670',
};

/** 灯 told by shape, word and colour. */
export function LampTag({ lamp }: { readonly lamp: Lamp }) {
  const say = useWords();
  return (
    <Tag variant="solid" color={LAMP_COLOURS[lamp]}>
      <span aria-hidden>{LAMP_SHAPES[lamp]}</span> {say(LAMP_WORDS[lamp])}
    </Tag>
  );
}

/** 金额: short on the screen, exact to the fen in the tip. */
export function Amount({ fen }: { readonly fen: number }) {
  const { language } = useLanguage();
  return (
    <Tooltip title={formatFen(fen, language)}>
      <span className="amount">{shortMoney(fen, language)}</span>
    </Tooltip>
  );
}

/** 到期日; a day in a year whose holidays are not announced says so. */
export function Due({ on, announced }: { readonly on: string | null; readonly announced: boolean }) {
  const say = useWords();
  if (on === null) return <Typography.Text type="secondary">—</Typography.Text>;
  if (announced) return <span>{on}</span>;
  return (
    <Tooltip
      title={say(
        text(
          '该年度节假日安排尚未公布，暂按周一至周五推算。',
          'Holidays of that year are not announced; counted by weekdays.',
        ),
      )}
    >
      <span>
        {on} <Tag>{say(text('待公布', 'provisional'))}</Tag>
      </span>
    </Tooltip>
  );
}

const CONFIDENCE: Readonly<Record<'V' | 'P' | 'M' | 'S' | 'D', Text>> = {
  V: text('条文已核对', 'text verified'),
  P: text('部分核对，待确认', 'partly verified, to be confirmed'),
  M: text('待法务确认', 'to be confirmed by a legal reader'),
  S: text('方案规定', 'stated by the work plan'),
  D: text('本地配置', 'set by the region'),
};

/** 依据: document and article, with how sure we are of it. */
export function Citation({ citation }: { readonly citation: z.output<typeof citationSchema> }) {
  const say = useWords();
  return (
    <span>
      {citation.document} {citation.article} <Tag>{say(CONFIDENCE[citation.confidence])}</Tag>
    </span>
  );
}
