import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { CaseDetail, caseTimelineSchema } from '../../../../api/contract/approval-view.ts';
import { get } from '../../shared/api.ts';

export type CaseTimeline = z.output<typeof caseTimelineSchema>;

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId],
    queryFn: () => get<CaseDetail>(`/approvals/${caseId}`),
  });

/** 审批记录; it lies below the case, so that what changes there is read again. */
export const caseTimelineQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'timeline'],
    queryFn: () => get<CaseTimeline>(`/approvals/${caseId}/timeline`),
  });
