import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ATTACHMENT_ENDINGS, kindOf, nameFault } from './attachment.ts';
import { hasOnlyTextBytes, keepsPromise, TAIL_BYTES } from './attachment-content.ts';

const bytesOf = (...parts: readonly (number | string)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part].map((one) => one.charCodeAt(0)))),
  );
const u16 = (value: number): number[] => [value & 0xff, value >>> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

/** The directory and end record of an archive whose files take `filesBytes`. */
function archiveEnd(names: readonly string[], filesBytes: number, comment = ''): Uint8Array {
  const entries = names.flatMap((name) => [
    ...bytesOf('PK\u0001\u0002'),
    ...zeros(24),
    ...u16(name.length),
    ...zeros(16),
    ...bytesOf(name),
  ]);
  const end = [...bytesOf('PK\u0005\u0006'), ...zeros(4), ...u16(names.length), ...u16(names.length)];
  const sizes = [...u32(entries.length), ...u32(filesBytes), ...u16(comment.length), ...bytesOf(comment)];
  return Uint8Array.from([...entries, ...end, ...sizes]);
}

const DOCX = kindOf('a.docx');
if (!DOCX) throw new Error('docx is taken');
const HEAD = bytesOf('PK\u0003\u0004');

const isDocx = (names: readonly string[], { filesBytes = 100, comment = '', cutTail = 0 } = {}): boolean => {
  const end = archiveEnd(names, filesBytes, comment);
  const whole = Uint8Array.from([...zeros(Math.min(filesBytes, TAIL_BYTES)), ...end]);
  const tail = whole.subarray(Math.max(cutTail, whole.length - TAIL_BYTES));
  return keepsPromise(DOCX, { head: HEAD, tail, sizeBytes: filesBytes + end.length, isText: false });
};

describe('the list of an archive', () => {
  const names = ['[Content_Types].xml', 'word/document.xml'];

  test('is found behind large files and before a comment', () => {
    expect(isDocx(names)).toBe(true);
    expect(isDocx(names, { filesBytes: 30_000_000 })).toBe(true);
    expect(isDocx(names, { comment: 'PK\u0005\u0006 made by hand, long enough for a second end' })).toBe(
      true,
    );
  });

  test('that begins before the part that is looked at is not believed', () => {
    const many = Array.from({ length: 6_000 }, (_one, index) => `word/media/image${index}.png`);
    expect(isDocx([...names, ...many])).toBe(false);
    expect(isDocx(names, { cutTail: 101 })).toBe(false);
  });

  test('never makes broken bytes an error or a document', () => {
    const good = archiveEnd(names, 0);
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(damage, fc.nat(good.length), (changes, length) => {
        const tail = Uint8Array.from(good);
        for (const [at, byte] of changes) tail[at] = byte;
        const cut = tail.subarray(0, length);
        const glimpse = { head: HEAD, tail: cut, sizeBytes: cut.length, isText: false };
        expect(typeof keepsPromise(DOCX, glimpse)).toBe('boolean');
        if (length < 100) expect(keepsPromise(DOCX, glimpse)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('names', () => {
  test.each(['合同（终稿）.pdf', 'Résumé 2026-03.docx', 'a..b.txt', '关于“两项改革”的请示.ofd', '㐀𠀀.csv'])(
    '%s is good',
    (name) => {
      expect(nameFault(name)).toBeNull();
      expect(kindOf(name)).not.toBeNull();
    },
  );

  test('every accepted name is safe in a header, a path and a line of text', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('/', '\\', '..', '\u202E', '\r\n', '\0', '"', ' ', 'a', '报'),
    );
    fc.assert(
      fc.property(
        fc.array(odd, { maxLength: 6 }),
        fc.constantFrom(...ATTACHMENT_ENDINGS),
        (parts, ending) => {
          const name = `${parts.join('')}.${ending}`;
          if (nameFault(name) !== null) return;
          expect(name).not.toMatch(/[/\\"\p{Cc}\p{Cf}\p{Cs}]/u);
          expect(name).not.toMatch(/^[\s.]|[\s.]$/u);
          expect(name.normalize('NFC')).toBe(name);
          expect(() => encodeURIComponent(name)).not.toThrow();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

test('text is what has no control bytes but those of lines', () => {
  expect(hasOnlyTextBytes(new TextEncoder().encode('一\t二\r\n三\f'))).toBe(true);
  for (const byte of [0, 1, 8, 11, 14, 27, 31, 127])
    expect([byte, hasOnlyTextBytes(bytesOf(byte))]).toEqual([byte, false]);
});
