import { listMissed, measureLateness } from '../../db/queries/lateness.ts';
import { answers } from '../contract/shared.ts';
import { latenessQuery, latenessSchema } from '../contract/supervision.ts';
import type { Api, App } from '../deps.ts';
import { requireRole } from '../plugins/require-role.ts';
import { viewerOf } from '../plugins/session.ts';

const DAY_MS = 86_400_000;
/** A clock that has not spoken this long after its moment is missed, not late. */
const GRACE_MS = 10 * 60_000;

/** 时限准点: scheduled and recorded moments of reminders, escalations and time-outs, compared. */
export function latenessRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/operations/lateness',
    {
      schema: {
        tags: ['supervision'],
        summary: '时限准点 How late the clocks of cases and projects spoke (operator, auditor)',
        querystring: latenessQuery,
        response: answers({ 200: latenessSchema }),
      },
    },
    async (request) => {
      requireRole(viewerOf(request), ['operator', 'auditor']);
      const now = api.now();
      const until = new Date(now).toISOString();
      const from = new Date(now - request.query.days * DAY_MS).toISOString();
      const [kinds, missed] = await Promise.all([
        measureLateness(api.db, { from, until }),
        listMissed(api.db, new Date(now - GRACE_MS).toISOString()),
      ]);
      return {
        from,
        until,
        kinds: kinds.map(({ kind, type, recorded, p50_ms, p95_ms, max_ms }) => ({
          kind,
          type,
          recorded,
          p50Ms: Math.round(p50_ms),
          p95Ms: Math.round(p95_ms),
          maxMs: Math.round(max_ms),
        })),
        missed: missed.map(({ kind, subject_id, subject_no, scheduled_at, parked }) => ({
          kind,
          subjectId: subject_id,
          subjectNo: subject_no,
          scheduledAt: scheduled_at,
          parked,
        })),
      };
    },
  );
}
