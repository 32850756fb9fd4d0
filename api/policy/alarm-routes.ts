import { closeAlarm, listOpenAlarms } from '../../db/policy/alarms.ts';
import { alarmClosedSchema, alarmListSchema, alarmParams } from '../contract/policy-decision.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { requireRole } from '../plugins/require-role.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound } from '../problem/problem-error.ts';

/** 规则告警: evaluators that differed, releases that could not be used. */
export function alarmRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/policy/alarms',
    {
      schema: {
        tags: ['supervision'],
        summary: '规则告警 Alarms of the policy layer that nobody has seen to (operator, auditor)',
        response: answers({ 200: alarmListSchema }),
      },
    },
    async (request) => {
      requireRole(viewerOf(request), ['operator', 'auditor']);
      const rows = await listOpenAlarms(api.db);
      return {
        items: rows.map(({ id, kind, subject, checkpoint, detail, raised_at }) => ({
          alarmId: id,
          kind,
          subject,
          checkpoint,
          detail: { ...detail },
          raisedAt: raised_at,
        })),
      };
    },
  );
  app.post(
    '/api/v1/policy/alarms/:alarmId/close',
    {
      schema: {
        tags: ['supervision'],
        summary: '处置规则告警 Mark an alarm as seen to (operator)',
        params: alarmParams,
        response: answers({ 200: alarmClosedSchema }),
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      requireRole(viewer, ['operator']);
      const { alarmId } = request.params;
      if (await closeAlarm(api.db, alarmId, viewer.actor.userId)) return { alarmId };
      throw notFound('没有这项未处置的告警。', 'There is no such open alarm.');
    },
  );
}
