import { listProviders } from '../../db/queries/directory.ts';
import { text } from '../../domain/kernel/text.ts';
import { standingTitle } from '../../domain/provider/standing.ts';
import { providerQuery, publicProviderListSchema } from '../contract/provider.ts';
import { answers } from '../contract/shared.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import type { Api, App } from '../deps.ts';

const INDIVIDUAL = text('个人承接者', 'An individual');

/** 公开名录: what everybody may read of the directory; a natural person is not named. */
export function publicProviderRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/public/providers',
    {
      config: { rateLimit: { max: api.limits.publicRequestsPerMinute, timeWindow: 60_000 } },
      schema: {
        tags: ['public'],
        summary: '承接主体公开名录 The directory of providers, as everybody may read it',
        security: [],
        querystring: providerQuery,
        response: answers({ 200: publicProviderListSchema }),
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const after = decodeCursor('public-providers', 'text', cursor);
      const page = await listProviders(api.db, filter, { after, limit });
      return toWirePage('public-providers', page, (row) => ({
        name: row.kind === 'individual' ? INDIVIDUAL.zh : row.name,
        kind: row.kind,
        status: row.status,
        statusTitle: standingTitle(row.status),
        until: row.until,
        capabilities: row.capabilities,
      }));
    },
  );
}
