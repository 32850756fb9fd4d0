import { type Text, text } from '../../../../domain/kernel/text.ts';

/** 效力 of a rule. */
export const SEVERITY_TITLES: Readonly<Record<'block' | 'require-approval' | 'warn' | 'inform', Text>> = {
  block: text('不予办理', 'Refuses'),
  'require-approval': text('须作说明', 'Asks for reasons'),
  warn: text('警示', 'Warns'),
  inform: text('提示', 'Informs'),
};
