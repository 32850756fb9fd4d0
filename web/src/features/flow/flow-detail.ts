import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FlowRow, flowDetailSchema } from '../../../../api/contract/approval-flow.ts';
import { get } from '../../shared/api.ts';

export type FlowDetail = z.output<typeof flowDetailSchema>;

/** 流程版本 with its document and its form. */
export const flowQuery = ({ flowId, version }: Pick<FlowRow, 'flowId' | 'version'>) =>
  queryOptions({
    queryKey: ['flows', flowId, version],
    queryFn: () => get<FlowDetail>(`/approvals/flows/${flowId}/versions/${version}`),
  });
