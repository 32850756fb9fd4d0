import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { timelineSchema } from '../../../../api/contract/timeline.ts';
import { get } from '../../shared/api.ts';

/** 办理记录 of a project; it lies below the project, so that what changes there is read again. */
export const timelineQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'timeline'],
    queryFn: () => get<z.output<typeof timelineSchema>>(`/projects/${projectId}/timeline`),
  });
