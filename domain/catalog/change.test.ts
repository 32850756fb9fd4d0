import { expect, test } from 'vitest';
import { catalogChange, type ItemContent } from './change.ts';

const item: ItemContent = {
  ...{ name: '统防统治', level: 3, sector: '农业农村', nature: 'public', basicPublicService: false },
  ...{ standardRef: null, responsibleLevel: 'county', parentCode: 'A12' },
};
const form = { itemCode: 'A1204', change: 'modify', reason: '名称统一' };

test('a change keeps what it does not name; what is new needs all that an item is', () => {
  expect(catalogChange({ ...form, name: '绿色防控' }, item)).toEqual({
    ok: true,
    value: { change: 'modify', code: 'A1204', item: { ...item, name: '绿色防控' } },
  });
  const { name, level, sector, nature, responsibleLevel } = item;
  const required = { name, level, sector, nature, responsibleLevel };
  const added = catalogChange({ ...form, change: 'add', ...required }, null);
  expect(added).toEqual({
    ok: true,
    value: { change: 'add', code: 'A1204', item: { ...item, parentCode: null } },
  });
  const group = { ...item, level: 1, sector: '' } as const;
  expect(catalogChange({ ...form, name: '公共服务类' }, group)).toMatchObject({ ok: true });
  expect(catalogChange({ ...form, change: 'remove' }, item, true)).toMatchObject({ ok: false });
  expect(catalogChange({ ...form, change: 'remove' }, item)).toMatchObject({ value: { item: null } });
});

test.each([
  ['adding what is listed', { change: 'add' }, item],
  ['changing what is not listed', {}, null],
  ['removing what is not listed', { change: 'remove' }, null],
  ['adding without a sector', { change: 'add', name: '新', level: 3, nature: 'public' }, null],
  ['anything else', { change: 'rename' }, item],
] as const)('%s is refused with the code', (_, more, present) => {
  expect(catalogChange({ ...form, ...more }, present)).toMatchObject({
    ok: false,
    refusal: { code: 'CatalogueChangeUnfit', rule: 'AP-27', facts: { itemCode: 'A1204' } },
  });
});
