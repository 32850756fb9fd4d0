import type { Viewer } from '../../db/queries/viewer.ts';
import type { Role } from '../../domain/approval/types.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { text } from '../../domain/kernel/text.ts';
import { ProblemError } from '../problem/problem-error.ts';

/** Lets only holders of one of these posts through. */
export function requireRole({ actor }: Viewer, roles: readonly Role[]): void {
  if (actor.posts.some((post) => roles.includes(post.role))) return;
  const titles = roles.map((role) => ROLE_TITLES[role]);
  throw new ProblemError('NotEntitled', {
    detail: text(
      `此事项由以下岗位办理：${titles.map(({ zh }) => zh).join('、')}；您没有这样的岗位。`,
      `This is for: ${titles.map(({ en }) => en).join(', ')}; you hold no such post.`,
    ),
  });
}
