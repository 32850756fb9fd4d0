import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { fromCsv, toCsv } from '../../sheets/csv.ts';
import { cellName } from '../../sheets/table.ts';
import { fromXlsx, toXlsx } from '../../sheets/xlsx.ts';
import { findDifference } from '../engine/cases.ts';
import { contentHash } from '../engine/content-hash.ts';
import { vocabularyOf } from '../engine/lint.ts';
import { withLiterals } from '../engine/literal.ts';
import type { Condition } from '../engine/pack-schema.ts';
import { checkedReleases } from '../engine/policy.ts';
import { loadPack } from '../engine/read-pack.ts';
import { NONE_SHARED } from '../engine/shared-conditions.ts';
import { tinyPack } from '../engine/tiny-pack.fixture.ts';
import { shippedPacks } from '../packs/shipped.ts';
import { alternativesOf, conditionOf } from './alternatives.ts';
import { type PackTable, TABLE_NAMES } from './names.ts';
import { tablesOf, withTables } from './pack-tables.ts';

const shipped = checkedReleases(shippedPacks).at(-1)?.words ?? vocabularyOf(shippedPacks);
const tiny = loadPack(tinyPack());
const tinyWords = vocabularyOf([tiny]);

function value<T>(reading: { ok: true; value: T } | { ok: false; errors: readonly unknown[] }): T {
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.value;
}

const cells = (reading: { ok: true } | { ok: false; errors: readonly { table: string; cell: string }[] }) =>
  reading.ok ? [] : reading.errors.map(({ table, cell }) => `${table}!${cell}`);

/** The tables of the tiny pack with one cell changed. */
function changed(
  table: PackTable['name'],
  at: readonly [row: number, column: string],
  to: string,
): readonly PackTable[] {
  return tablesOf(tiny, tinyWords).tables.map((one) => {
    if (one.name !== table) return one;
    const column = one.rows[0]?.indexOf(at[1]) ?? -1;
    const rows = one.rows.map((row, index) => (index === at[0] - 1 ? row.with(column, to) : row));
    return { ...one, rows };
  });
}

describe('a pack as tables', () => {
  it.each(shippedPacks.map((pack) => [pack.id, pack] as const))(
    '%s goes out and comes back with the same hash, as CSV and as xlsx',
    async (_, pack) => {
      const { tables, left } = tablesOf(pack, shipped);
      const throughCsv = tables.map((table) => value(fromCsv(table.name, toCsv(table))));
      expect(contentHash(value(withTables(pack, throughCsv, shipped)))).toBe(contentHash(pack));
      const throughXlsx = value(await fromXlsx(TABLE_NAMES, await toXlsx(tables)));
      expect(contentHash(value(withTables(pack, throughXlsx, shipped)))).toBe(contentHash(pack));
      expect(left.length).toBeLessThan(pack.rules.length / 4);
    },
  );

  it('a changed figure, limit or example changes that and nothing else', () => {
    const rules = changed('rules', [2, 'when: days lessThan'], '25');
    const pack = value(withTables(tiny, rules, tinyWords));
    expect(pack.rules[0]?.when).toEqual({ all: [{ fact: 'days', operator: 'lessThan', value: 25 }] });
    expect({ ...pack, rules: [] }).toEqual({ ...tiny, rules: [] });
    const examples = value(withTables(tiny, changed('examples', [2, 'fact: days'], '18'), tinyWords));
    expect(examples.rules[0]?.examples[0]?.facts).toEqual({ days: 18 });
  });

  it('rows of one rule are alternatives', () => {
    const { tables } = tablesOf(tiny, tinyWords);
    const [heading = [], first = []] = tables.find(({ name }) => name === 'rules')?.rows ?? [];
    const more = heading.map((column) =>
      column === 'id' || column === 'from' ? first[heading.indexOf(column)] : '',
    );
    const rows = [[...heading, 'when: kind equal'], [...first, ''], [...more, 'b'].map((cell) => cell ?? '')];
    const pack = value(withTables(tiny, [{ name: 'rules', rows }], tinyWords));
    expect(pack.rules[0]?.when).toEqual({
      any: [
        { all: [{ fact: 'days', operator: 'lessThan', value: 20 }] },
        { all: [{ fact: 'kind', operator: 'equal', value: 'b' }] },
      ],
    });
  });
});

describe('faults are named by their cells, and nothing is taken', () => {
  it.each([
    ['a limit that is no number', changed('rules', [2, 'when: days lessThan'], 'twenty'), 'rules!R2'],
    ['a truth value that is none', changed('rules', [2, 'waivable'], 'maybe'), 'rules!H2'],
    ['a severity nobody knows', changed('rules', [2, 'severity'], 'forbid'), 'rules!A2'],
    ['a date that is none', changed('rules', [2, 'to'], '2026-02-30'), 'rules!A2'],
    [
      'an unknown column',
      changed('rules', [1, 'when: days lessThan'], 'when: weeks lessThan 20 x'),
      'rules!R1',
    ],
    ['an unknown fact', changed('rules', [1, 'when: days lessThan'], 'when: weeks lessThan'), 'rules!R2'],
    ['a missing column', changed('rules', [1, 'article'], 'articles'), 'rules!L1'],
    ['an example value of another type', changed('examples', [3, 'fact: days'], 'x'), 'examples!E3'],
    ['an example that expects nothing known', changed('examples', [3, 'expect'], 'explodes'), 'rules!A2'],
    ['no condition at all', changed('rules', [2, 'when: days lessThan'], ''), 'rules!A2'],
  ])('%s', (_, tables, cell) => {
    const reading = withTables(tiny, tables, tinyWords);
    expect(reading.ok).toBe(false);
    expect(cells(reading)).toContain(cell);
    if (!reading.ok)
      for (const { reason } of reading.errors) expect([reason.zh, reason.en]).not.toContain('');
  });

  it('columns are named as spreadsheets name them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map((column) => cellName(column, 7))).toEqual([
      'A7',
      'Z7',
      'AA7',
      'AZ7',
      'BA7',
      'ZZ7',
      'AAA7',
    ]);
  });

  it('CSV that is broken, and text that a spreadsheet would run', () => {
    expect(cells(fromCsv('rules', 'id,from\n"open'))).toHaveLength(1);
    const rows = [['note'], ['=HYPERLINK("http://x")'], ["'quoted"], ['-5'], ['a\nb']];
    const csv = toCsv({ name: 'examples', rows });
    expect(csv).not.toMatch(/^([=+@]|-(?!\d+$))/m);
    expect(value(fromCsv('examples', csv)).rows).toEqual(rows);
  });
});

describe('a workbook that is not safe', () => {
  /** One entry, deflated, as a zip archive with the sizes it claims. */
  function archive(name: string, content: Buffer, claimed = content.length): Buffer {
    const packed = deflateRawSync(content);
    const header = (size: number) => {
      const head = Buffer.alloc(size);
      head.writeUInt16LE(8, size === 30 ? 8 : 10);
      head.writeUInt32LE(packed.length, size === 30 ? 18 : 20);
      head.writeUInt32LE(claimed, size === 30 ? 22 : 24);
      head.writeUInt16LE(name.length, size === 30 ? 26 : 28);
      return head;
    };
    const [local, central] = [header(30), header(46)];
    local.writeUInt32LE(0x04034b50, 0);
    central.writeUInt32LE(0x02014b50, 0);
    const body = Buffer.concat([local, Buffer.from(name), packed]);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(46 + name.length, 12);
    end.writeUInt32LE(body.length, 16);
    return Buffer.concat([body, central, Buffer.from(name), end]);
  }

  it('a zip bomb is refused by what it unpacks to, whatever it claims', async () => {
    const reading = await fromXlsx(
      TABLE_NAMES,
      archive('xl/worksheets/sheet1.xml', Buffer.alloc(60_000_000), 10),
    );
    expect(reading.ok ? '' : reading.errors[0]?.reason.en).toBe('too large when unpacked');
  });

  it('a formula is refused with its cell, never worked out', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1"/><c r="B7"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>';
    expect(
      cells(await fromXlsx(TABLE_NAMES, archive('xl/worksheets/sheet1.xml', Buffer.from(sheet)))),
    ).toEqual(['figures!B7']);
  });

  it('what is no workbook, is too large, or has a sheet nobody knows', async () => {
    expect((await fromXlsx(TABLE_NAMES, Buffer.from('PK nothing'))).ok).toBe(false);
    expect((await fromXlsx(TABLE_NAMES, Buffer.alloc(6_000_000))).ok).toBe(false);
    const other = await writeXlsxFile([
      { sheet: 'Sheet1', data: [[{ value: 'x', type: String }]] },
    ]).toBuffer();
    expect(cells(await fromXlsx(TABLE_NAMES, other))).toEqual(['figures!A1']);
  });
});

it('a condition spread over rows means what it meant, for any condition', () => {
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      fact: fc.constant('days'),
      operator: fc.constantFrom('equal', 'notEqual', 'lessThan', 'greaterThanInclusive'),
      value: fc.integer({ min: 0, max: 3 }),
    }),
    fc.record({
      fact: fc.constant('flag'),
      operator: fc.constantFrom('equal', 'notEqual'),
      value: fc.boolean(),
    }),
    fc.record({
      fact: fc.constant('kind'),
      operator: fc.constantFrom('in', 'notIn'),
      value: fc.constantFrom(['a'], ['a', 'b']),
    }),
  ) as fc.Arbitrary<Condition>;
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  }));
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  fc.assert(
    fc.property(condition, (one) => {
      const rows = alternativesOf(one, NONE_SHARED);
      fc.pre(rows !== null);
      const [before, after] = [one, conditionOf(rows)].map((each) =>
        withLiterals(each, { parameters: new Map(), shared: NONE_SHARED }),
      );
      if (before && after) expect(findDifference(before, after, tinyWords.facts).kind).toBe('none');
    }),
    { seed, numRuns: 300 },
  );
});
