import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { projectDetailSchema } from '../../../../api/contract/project.ts';
import { get } from '../../shared/api.ts';

export type ProjectDetail = z.output<typeof projectDetailSchema>;
export type Action = ProjectDetail['allowedActions'][number];

export const detailQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId],
    queryFn: () => get<ProjectDetail>(`/projects/${projectId}`),
  });
