import { listAwardedContracts } from '../../db/queries/provider-entry.ts';
import { fen } from '../../domain/kernel/money.ts';
import { text } from '../../domain/kernel/text.ts';
import { localShare } from '../../domain/provider/incubation.ts';
import { localShareQuery, localShareSchema } from '../contract/provider.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';

const NOTE = text(
  '按登记地事后统计，仅用于了解培育成效；登记地不得作为资格条件或评审因素（SUP-11）。',
  'Counted afterwards by place of registration; that place is never a condition or a criterion (SUP-11).',
);

/** 本地承接占比 (方案（八）). */
export function shareRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/providers/local-share',
    {
      schema: {
        tags: ['reference'],
        summary: '本地承接占比 Share of contracts with providers registered in a region',
        querystring: localShareQuery,
        response: answers({ 200: localShareSchema }),
      },
    },
    async (request) => {
      const { regionCode, year } = request.query;
      const contracts = await listAwardedContracts(api.db, { regionCode, year });
      const counted = contracts.map((one) => ({ ...one, valueFen: fen(one.valueFen) }));
      return { regionCode, year, ...localShare(counted, regionCode), note: NOTE };
    },
  );
}
