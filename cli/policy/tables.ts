import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import type { Pack } from '../../rules/engine/pack-schema.ts';
import { describe } from '../../rules/engine/read-pack.ts';
import { readRelease } from '../../rules/release/document.ts';
import { type PackTable, TABLE_NAMES } from '../../rules/tables/names.ts';
import { tablesOf, withTables } from '../../rules/tables/pack-tables.ts';
import type { TableWords } from '../../rules/tables/rules-table.ts';
import { fromCsv, toCsv } from '../../sheets/csv.ts';
import type { CellError, TablesReading } from '../../sheets/table.ts';
import { fromXlsx, toXlsx } from '../../sheets/xlsx.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode, StackFailure } from '../stack/failure.ts';
import { rawPacks } from './diff.ts';

/** `goufu policy export|import`: the figures, rules and examples of a pack as CSV or xlsx, and back. */
export function addTables(policy: Command): void {
  const packs = inWords({ zh: '规则包所在文件夹', en: 'folder of the packs' });
  const pack = inWords({ zh: '规则包编号', en: 'id of the pack' });
  policy
    .command('export')
    .argument('<folder>', packs)
    .argument('<pack>', pack)
    .argument(
      '<out>',
      inWords({ zh: '.xlsx 文件，或放 CSV 的文件夹', en: 'an .xlsx file, or a folder for CSV' }),
    )
    .description(inWords({ zh: '把规则包导出为决策表', en: 'write a pack as decision tables' }))
    .action(async (folder: string, packId: string, out: string) => {
      process.exitCode = await exportTables({ folder, packId }, out);
    });
  policy
    .command('import')
    .argument('<folder>', packs)
    .argument('<pack>', pack)
    .argument(
      '<tables...>',
      inWords({
        zh: '.xlsx 文件，或 figures、rules、examples 的 CSV',
        en: 'an .xlsx file, or CSV of figures, rules, examples',
      }),
    )
    .requiredOption(
      '--to <folder>',
      inWords({ zh: '写出新规则包的文件夹（新建）', en: 'folder for the new pack, made new' }),
    )
    .description(
      inWords({
        zh: '由决策表生成规则包；有错则逐格指出',
        en: 'make a pack of decision tables; every faulty cell is named',
      }),
    )
    .action(
      async (folder: string, packId: string, ...[files, { to }]: [string[], { readonly to: string }]) => {
        process.exitCode = await importTables({ folder, packId }, files, to);
      },
    );
}

interface Where {
  readonly folder: string;
  readonly packId: string;
}

export async function exportTables(where: Where, out: string): Promise<ExitCode> {
  const { pack, words } = packIn(where);
  const { tables, left } = tablesOf(pack, words);
  if (out.endsWith('.xlsx')) writeFileSync(out, await toXlsx(tables));
  else {
    mkdirSync(out, { recursive: true });
    for (const table of tables) writeFileSync(join(out, `${table.name}.csv`), toCsv(table));
  }
  print(
    JSON.stringify({
      out,
      rows: Object.fromEntries(tables.map(({ name, rows }) => [name, rows.length - 1])),
      left,
    }),
  );
  if (left.length > 0) {
    note({
      zh: `条件过于复杂、未列入表中的规则：${left.join('、')}`,
      en: `Rules too intricate for a table: ${left.join(', ')}`,
    });
  }
  return EXIT.ok;
}

export async function importTables(where: Where, files: readonly string[], to: string): Promise<ExitCode> {
  const { pack, words } = packIn(where);
  const readings = await Promise.all(files.map(readTables));
  const errors = readings.flatMap((reading) => (reading.ok ? [] : reading.errors));
  if (errors.length > 0) return told(errors);
  const tables = readings.flatMap((reading) => (reading.ok ? reading.value : []));
  const result = withTables(pack, tables, words);
  if (!result.ok) return told(result.errors);
  writePack(result.value, to);
  print(JSON.stringify({ to, rules: result.value.rules.length, parameters: result.value.parameters.length }));
  return EXIT.ok;
}

function told(errors: readonly CellError[]): ExitCode {
  for (const { table, cell, reason } of errors) print(`✗ ${table}!${cell}  ${inWords(reason)}`);
  note({
    zh: `共 ${errors.length} 处错误，未写出任何内容`,
    en: `${errors.length} faults; nothing was written`,
  });
  return EXIT.findings;
}

async function readTables(file: string): Promise<TablesReading<readonly PackTable[]>> {
  const content = contentOf(file);
  if (file.endsWith('.xlsx')) return fromXlsx(TABLE_NAMES, content);
  const name = TABLE_NAMES.find((one) => basename(file).startsWith(one));
  if (!name) {
    throw usage(
      `${file} 的文件名应以 ${TABLE_NAMES.join('、')} 之一开头`,
      `${file} has to begin with one of ${TABLE_NAMES.join(', ')}`,
    );
  }
  const reading = fromCsv(name, content.toString('utf8'));
  return reading.ok ? { ok: true, value: [reading.value] } : reading;
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usage(`读不了 ${file}：${why}`, `Cannot read ${file}: ${why}`);
  }
}

function packIn({ folder, packId }: Where): { readonly pack: Pack; readonly words: TableWords } {
  const reading = readRelease(rawPacks(folder));
  if (!reading.ok) {
    const why = describe(reading.problems);
    throw usage(`${folder} 中的规则包有误：${why}`, `Bad packs in ${folder}: ${why}`);
  }
  const { packs, words } = reading.release;
  const pack = packs.find(({ id }) => id === packId);
  if (pack) return { pack, words };
  const ids = packs.map(({ id }) => id).join(', ');
  throw usage(`没有规则包 ${packId}，有：${ids}`, `There is no pack ${packId}; there are: ${ids}`);
}

/** A pack as a folder of its own, in the form packs are kept in. */
function writePack({ facts, parameters, conditions, rules, ...header }: Pack, to: string): void {
  try {
    mkdirSync(to);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usage(`不能新建 ${to}：${why}`, `Cannot make ${to}: ${why}`);
  }
  const parts = {
    'pack.json': header,
    'facts.json': facts,
    'parameters.json': parameters,
    ...(conditions && { 'conditions.json': conditions }),
    'rules-all.json': rules,
  };
  for (const [name, content] of Object.entries(parts)) {
    writeFileSync(join(to, name), `${JSON.stringify(content, null, 2)}\n`);
  }
}

const usage = (zh: string, en: string): StackFailure => new StackFailure({ zh, en }, EXIT.usage);
