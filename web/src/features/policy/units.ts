import { formatFen } from '../../../../domain/kernel/money.ts';
import { type Language, type Text, text } from '../../../../domain/kernel/text.ts';

const UNITS: Readonly<Record<string, Text>> = {
  days: text('天', 'days'),
  fen: text('分（人民币）', 'fen'),
  months: text('个月', 'months'),
  percent: text('%', '%'),
  points: text('分（得分）', 'points'),
  workingDays: text('个工作日', 'working days'),
  years: text('年', 'years'),
};

/** 单位 of a fact or a figure in words; empty for a bare number. */
export const unitIn = (unit: string | null, language: Language): string =>
  (unit === null ? undefined : UNITS[unit])?.[language] ?? '';

interface Figure {
  readonly value: number;
  readonly unit: string | null;
}

/** 参数值 as it is read: money as money, everything else with its unit. */
export const figureIn = ({ value, unit }: Figure, language: Language): string =>
  unit === 'fen' ? formatFen(value, language) : `${value.toLocaleString()} ${unitIn(unit, language)}`.trim();
