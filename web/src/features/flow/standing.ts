import type { FlowRow } from '../../../../api/contract/approval-flow.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';

/** 流程状态 */
export const STANDING: Readonly<Record<FlowRow['status'], Text>> = {
  draft: text('草稿', 'draft'),
  published: text('已发布', 'published'),
  retired: text('已停用', 'retired'),
};
