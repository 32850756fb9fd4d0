import type { AttachmentKind } from './attachment.ts';

/** How much of a file's end is looked at: an archive's list of entries has to lie in it. */
export const TAIL_BYTES = 262_144;

/** A file as it went by: its first and its last bytes, and whether it was text throughout. */
export interface Glimpse {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  readonly sizeBytes: number;
  readonly isText: boolean;
}

/** Bytes that no text has: all controls but tab, line feed, form feed and carriage return. UTF-8 and GB 18030 pass. */
export const hasOnlyTextBytes = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => (byte >= 0x20 && byte !== 0x7f) || (byte >= 9 && byte <= 13 && byte !== 11));

/** Does the content keep what the ending of the name promises? A disguised or broken file does not. */
export function keepsPromise({ content }: AttachmentKind, glimpse: Glimpse): boolean {
  switch (content.is) {
    case 'text':
      return glimpse.isText;
    case 'magic':
      return content.head.every((byte, index) => glimpse.head[index] === byte);
    case 'archive': {
      const entries = archiveEntries(glimpse);
      if (entries === null) return false;
      return content.entries.every((one) => entries.includes(one)) && !entries.some(runs);
    }
  }
}

/** Macros have no place in a document that says it has none. */
const runs = (entry: string): boolean => /(^|\/)vbaProject\.bin$/i.test(entry);

const LOCAL_HEADER = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;

/** The names in a ZIP archive's central directory; null when it is no archive, broken, or has too long a list. */
function archiveEntries({ head, tail, sizeBytes }: Glimpse): readonly string[] | null {
  if (head.length < 4 || viewOf(head).getUint32(0, true) !== LOCAL_HEADER) return null;
  const view = viewOf(tail);
  const end = findEnd(view);
  if (end === null) return null;
  const tailStart = sizeBytes - tail.length;
  const count = view.getUint16(end + 10, true);
  const directoryEnd = view.getUint32(end + 16, true) + view.getUint32(end + 12, true) - tailStart;
  let at = view.getUint32(end + 16, true) - tailStart;
  if (at < 0 || directoryEnd > end) return null;

  const names: string[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > directoryEnd || view.getUint32(at, true) !== ENTRY) return null;
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > directoryEnd) return null;
    names.push(latin(tail.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)));
    at = next;
  }
  return names;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The names asked for are plain ASCII; others only have to be told apart. */
const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** The end record: the last one whose comment reaches exactly to the end of the file. */
function findEnd(view: DataView): number | null {
  for (let at = view.byteLength - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return null;
}
