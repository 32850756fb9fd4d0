import { listOrgs, listProviders } from '../../db/queries/directory.ts';
import { providerListSchema, providerQuery } from '../contract/provider.ts';
import { type OrgRow, orgListSchema, orgQuery } from '../contract/reference.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';
import { type List, listRoute } from '../list/list-route.ts';
import { entryRoutes } from './entry-routes.ts';
import { publicProviderRoute } from './public-route.ts';
import { toProvider } from './rows.ts';
import { shareRoute } from './share-route.ts';

type OrgRecord = Awaited<ReturnType<typeof listOrgs>>['rows'][number];

const toOrg = (row: OrgRecord): OrgRow => ({
  orgId: row.id,
  name: row.name,
  kind: row.kind,
  level: row.level,
  regionCode: row.region_code,
  regionName: row.region_name,
  sectors: row.sectors,
});

const providers = (api: Api): List<typeof providerQuery, typeof providerListSchema> => ({
  path: '/api/v1/providers',
  tag: 'reference',
  summary: '承接主体名录 Providers',
  query: providerQuery,
  page: providerListSchema,
  columns: [
    'name',
    'kindTitle',
    'socialOrganisation',
    'certificateNo',
    'capabilities',
    'registeredIn',
    'statusTitle',
    'until',
    'onCreditList',
  ],
  read: async (_, { cursor, limit, ...filter }) => {
    const after = decodeCursor('providers', 'text', cursor);
    return toWirePage('providers', await listProviders(api.db, filter, { after, limit }), toProvider);
  },
});

/** 承接主体名录 and 单位名录. */
export function directoryRoutes(app: App, api: Api): void {
  listRoute(app, api, providers(api));

  app.get(
    '/api/v1/orgs',
    {
      schema: {
        tags: ['reference'],
        summary: '单位 Organisations',
        querystring: orgQuery,
        response: answers({ 200: orgListSchema }),
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const after = decodeCursor('orgs', 'text', cursor);
      return toWirePage('orgs', await listOrgs(api.db, filter, { after, limit }), toOrg);
    },
  );
  entryRoutes(app, api);
  shareRoute(app, api);
  publicProviderRoute(app, api);
}
