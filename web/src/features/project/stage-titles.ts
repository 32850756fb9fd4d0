import { type Text, text } from '../../../../domain/kernel/text.ts';
import type { Stage } from '../../../../domain/project/states.ts';

export const STAGE_TITLES: Readonly<Record<Stage, Text>> = {
  catalog: text('目录与需求', 'Catalogue and demand'),
  budget: text('预算', 'Budget'),
  contracting: text('采购与合同', 'Contracting'),
  delivery: text('履约与支付', 'Delivery and payment'),
  evaluation: text('评价与公开', 'Evaluation and disclosure'),
};
