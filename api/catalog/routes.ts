import { type CatalogueRecord, listCatalogueItems } from '../../db/queries/catalogue.ts';
import { type CatalogueRow, catalogueListSchema, catalogueQuery } from '../contract/reference.ts';
import { decodeCursor, toWirePage } from '../cursor.ts';
import { type Api, type App, todayOf } from '../deps.ts';
import { type List, listRoute } from '../list/list-route.ts';

const toRow = (row: CatalogueRecord): CatalogueRow => ({
  code: row.code,
  name: row.name,
  // Level, nature and responsible level are held to these words by the table's constraints.
  level: row.level as CatalogueRow['level'],
  sector: row.sector,
  nature: row.nature as CatalogueRow['nature'],
  basicPublicService: row.basic_public_service,
  standardRef: row.standard_ref,
  responsibleLevel: row.responsible_level as CatalogueRow['responsibleLevel'],
  versionId: row.version_id,
  regionCode: row.region_code,
  publishedOn: row.published_on,
  confirmed: row.confirmed,
  parentCode: row.parent_code,
  year: row.year,
  basis: row.basis,
  supersededOn: row.superseded_on,
  provenance: row.provenance,
});

const items = (api: Api): List<typeof catalogueQuery, typeof catalogueListSchema> => ({
  path: '/api/v1/catalogue-items',
  tag: 'reference',
  summary: '指导性目录 Catalogue items as published on a day',
  query: catalogueQuery,
  page: catalogueListSchema,
  columns: [
    'code',
    'name',
    'level',
    'sector',
    'nature',
    'basicPublicService',
    'responsibleLevel',
    'standardRef',
    'basis',
    'publishedOn',
    'confirmed',
  ],
  read: async (_, { cursor, limit, on = todayOf(api), ...filter }) => {
    const after = decodeCursor('catalogue', 'text', cursor);
    const page = await listCatalogueItems(api.db, { ...filter, on }, { after, limit });
    return toWirePage('catalogue', page, toRow);
  },
});

/** 指导性目录 */
export function catalogRoutes(app: App, api: Api): void {
  listRoute(app, api, items(api));
}
