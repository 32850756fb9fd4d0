import { inflateRawSync } from 'node:zlib';
import { type Text, text } from '../domain/kernel/text.ts';

const MAX_BYTES = 5_000_000;
const MAX_UNPACKED_BYTES = 50_000_000;
const MAX_ENTRIES = 200;
const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ENTRY = 0x02014b50;
const DEFLATED = 8;

/** Why a workbook is not read at all; `cell` where the reason stands in one, else A1. */
export interface Unsafe {
  readonly cell: string;
  readonly reason: Text;
}

/**
 * Looks into a workbook before any library does: its size, what it really unpacks to (a zip bomb says another size than it
 * has), and that no cell is a formula, whose value somebody else's program has worked out.
 */
export function unsafeXlsx(workbook: Buffer): Unsafe | null {
  if (workbook.length > MAX_BYTES) return at('A1', '文件过大', 'the file is too large');
  try {
    return lookInside(workbook);
  } catch {
    return at('A1', '不是可读的 xlsx 文件', 'not an xlsx file that can be read');
  }
}

const at = (cell: string, zh: string, en: string): Unsafe => ({ cell, reason: text(zh, en) });

function lookInside(workbook: Buffer): Unsafe | null {
  const end = workbook.lastIndexOf(END);
  if (end < 0) return at('A1', '不是 xlsx 文件', 'not an xlsx file');
  const entries = workbook.readUInt16LE(end + 10);
  if (entries > MAX_ENTRIES) return at('A1', '压缩包内文件过多', 'too many files in the archive');
  let left = MAX_UNPACKED_BYTES;
  let place = workbook.readUInt32LE(end + 16);
  for (let index = 0; index < entries; index += 1) {
    if (workbook.readUInt32LE(place) !== ENTRY) return at('A1', '压缩包目录损坏', 'the archive is broken');
    const nameLength = workbook.readUInt16LE(place + 28);
    const name = workbook.toString('utf8', place + 46, place + 46 + nameLength);
    const content = unpack(workbook, place, left);
    if (content === null) return at('A1', '解压后过大', 'too large when unpacked');
    left -= content.length;
    const formula = name.startsWith('xl/worksheets/') ? formulaIn(content.toString('utf8')) : null;
    if (formula) return at(formula, '不接受公式，请粘贴为数值', 'formulas are not taken; paste values');
    place += 46 + nameLength + workbook.readUInt16LE(place + 30) + workbook.readUInt16LE(place + 32);
  }
  return null;
}

/** The content of an entry; null when it is larger than what is left to unpack. */
function unpack(workbook: Buffer, entry: number, left: number): Buffer | null {
  const packed = workbook.readUInt32LE(entry + 20);
  const header = workbook.readUInt32LE(entry + 42);
  const start = header + 30 + workbook.readUInt16LE(header + 26) + workbook.readUInt16LE(header + 28);
  const data = workbook.subarray(start, start + packed);
  if (workbook.readUInt16LE(entry + 10) !== DEFLATED) return data.length > left ? null : data;
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The first cell of a sheet that holds a formula. */
function formulaIn(sheet: string): string | null {
  const place = /<(?:\w+:)?f[\s>/]/.exec(sheet)?.index;
  if (place === undefined) return null;
  const cells = [...sheet.slice(0, place).matchAll(/<(?:\w+:)?c\s[^>]*\br="([A-Z]{1,3}\d{1,7})"/g)];
  return cells.at(-1)?.[1] ?? 'A1';
}
