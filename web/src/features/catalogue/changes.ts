import type { CatalogueRow } from '../../../../api/contract/reference.ts';

/** 目录调整 what one day's catalogue has that another's has not, item by item. */
export interface CatalogueChange {
  readonly code: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly name: string;
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/** What an item is; the rest of a row says where it was published. */
const COMPARED = [
  'name',
  'level',
  'parentCode',
  'sector',
  'nature',
  'basicPublicService',
  'responsibleLevel',
  'standardRef',
] as const satisfies readonly (keyof CatalogueRow)[];

export function catalogueChanges(
  before: readonly CatalogueRow[],
  after: readonly CatalogueRow[],
): readonly CatalogueChange[] {
  const [old, young] = [before, after].map((rows) => new Map(rows.map((row) => [row.code, row])));
  const codes = [...new Set([...before, ...after].map(({ code }) => code))].toSorted();
  return codes.flatMap((code): CatalogueChange[] => {
    const [was, is] = [old?.get(code), young?.get(code)];
    if (!was) return is ? [{ code, kind: 'added', name: is.name, fields: [] }] : [];
    if (!is) return [{ code, kind: 'removed', name: was.name, fields: [] }];
    const fields = COMPARED.filter((field) => was[field] !== is[field]);
    if (fields.length === 0) return [];
    return [
      {
        ...{ code, kind: 'changed', name: is.name },
        fields: fields.map((field) => ({ field, before: was[field], after: is[field] })),
      },
    ];
  });
}
