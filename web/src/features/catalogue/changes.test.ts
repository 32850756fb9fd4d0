import { expect, test } from 'vitest';
import type { CatalogueRow } from '../../../../api/contract/reference.ts';
import { catalogueChanges } from './changes.ts';

const item = (code: string, change: Partial<CatalogueRow> = {}): CatalogueRow => ({
  ...({ versionId: 'v1', name: `服务${code}`, level: 3, sector: '农业农村' } as CatalogueRow), // what is compared here
  code,
  ...change,
});

test('an item that came, one that went and one that changed are told; where it was published is no change', () => {
  const before = [item('A01'), item('A02'), item('A03')];
  const after = [
    item('A02', { name: '服务乙', versionId: 'v2' }),
    item('A03', { versionId: 'v2' }),
    item('A04'),
  ];
  expect(catalogueChanges(before, after)).toEqual([
    { code: 'A01', kind: 'removed', name: '服务A01', fields: [] },
    {
      code: 'A02',
      kind: 'changed',
      name: '服务乙',
      fields: [{ field: 'name', before: '服务A02', after: '服务乙' }],
    },
    { code: 'A04', kind: 'added', name: '服务A04', fields: [] },
  ]);
  expect(catalogueChanges(before, before)).toEqual([]);
});
