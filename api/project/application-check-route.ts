import { checkApplication } from '../../db/transition/check-application.ts';
import { fieldsOf } from '../../domain/catalog/part-application.ts';
import { applicationCheckBody, applicationCheckSchema } from '../contract/application-check.ts';
import { plain } from '../contract/matching.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { RefusedError } from '../problem/refusals.ts';
import { requireEntitled } from './create-route.ts';
import { requireKnownIds } from './known-ids.ts';

/** Stands for the project that does not exist yet; nothing is recorded under it. */
const NOT_YET = 'not-yet';

/** 申报预检 while the form is being filled in: each remark with its article and the fields it is about. */
export function applicationCheckRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/projects/application-check',
    {
      schema: {
        tags: ['command'],
        operationId: 'CheckApplication',
        summary: '申报预检 What the rules say about an application before it is filed; nothing is recorded',
        body: applicationCheckBody,
        response: answers({ 200: applicationCheckSchema }),
      },
    },
    async (request) => {
      const { application: part } = request.body;
      const viewer = viewerOf(request);
      await requireEntitled(api, viewer, part.buyerOrgId);
      await requireKnownIds(api, part, '/application');
      const asked = { projectId: NOT_YET, part, by: viewer.actor, nowMs: api.now() };
      const verdict = await checkApplication(api.db, api.policy, asked);
      if (!verdict.ok) throw new RefusedError(verdict.refusal);
      const { findings } = verdict.value;
      // What is not filled in yet is not held against the reader.
      const told = findings.filter(({ result }) => result !== 'undetermined');
      return {
        findings: told.map((finding) => ({ ...plain(finding), fields: [...fieldsOf(finding.facts)] })),
      };
    },
  );
}
