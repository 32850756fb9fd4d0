import { listPeople } from '../../db/queries/people.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { type Person, peopleQuery, peopleSchema } from '../contract/people.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';

type Row = Awaited<ReturnType<typeof listPeople>>['rows'][number];

const toPerson = (row: Row): Person => ({
  userId: row.id,
  name: row.name,
  orgId: row.org_id,
  orgName: row.org_name,
  roleTitles: row.roles.map((role) => ROLE_TITLES[role]),
});

/** 人员名录 whom a form may name. */
export function peopleRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/people',
    {
      schema: {
        tags: ['reference'],
        summary: '人员 People who may be named in a form, with organisation and posts',
        querystring: peopleQuery,
        response: answers({ 200: peopleSchema }),
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const after = decodeCursor('people', 'text', cursor);
      const asked = { ...filter, viewer: viewerOf(request) };
      return toWirePage('people', await listPeople(api.db, asked, { after, limit }), toPerson);
    },
  );
}
