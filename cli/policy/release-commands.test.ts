import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPackFolder } from '../../rules/packs/pack-folder.ts';
import { requireShippedPacks } from '../../rules/release/shipped.ts';
import { signatureFits, signDocument } from '../../rules/release/signing.ts';
import { EXIT } from '../stack/failure.ts';
import { keygen } from './keygen.ts';
import { exportTables, importTables } from './tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'goufu-release-'));
afterAll(() => rmSync(folder, { recursive: true }));

const said: string[] = [];
vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
beforeEach(() => {
  said.length = 0;
});

describe('goufu policy keygen', () => {
  it('writes the private key for its owner alone, prints the public one, and never writes over a key', () => {
    const file = join(folder, 'key.pem');
    expect(keygen(file)).toBe(EXIT.ok);
    const { keyId, publicKey } = JSON.parse(said.join('')) as { keyId: string; publicKey: string };
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const pem = readFileSync(file, 'utf8');
    expect(said.join('')).not.toContain(pem.split('\n')[1]);
    const signable = { releaseId: 'R1', document: '[]' };
    const signed = signDocument(signable, pem);
    expect(signed.keyId).toBe(keyId);
    expect(signatureFits(signable, { publicKey, signature: signed.signature })).toBe(true);
    expect(signatureFits({ ...signable, releaseId: 'R2' }, { publicKey, signature: signed.signature })).toBe(
      false,
    );
    expect(() => keygen(file)).toThrow('Cannot write');
    expect(readFileSync(file, 'utf8')).toBe(pem);
  });
});

describe('goufu policy export and import', () => {
  const packs = fileURLToPath(new URL('../../rules/packs/', import.meta.url));
  const where = { folder: packs, packId: 'sichuan' };

  it('bring a pack out and back, and name every faulty cell without writing anything', async () => {
    const out = join(folder, 'tables');
    expect(await exportTables(where, out)).toBe(EXIT.ok);
    const files = ['figures', 'rules', 'examples'].map((name) => join(out, `${name}.csv`));
    expect(await importTables(where, files, join(folder, 'same'))).toBe(EXIT.ok);
    const read = (at: string) => readPackFolder(new URL(`file://${at}/`));
    expect(read(join(folder, 'same'))).toEqual(read(join(packs, 'sichuan')));

    const [figures = ''] = files;
    writeFileSync(figures, readFileSync(figures, 'utf8').replaceAll(',false,', ',perhaps,'));
    said.length = 0;
    expect(await importTables(where, files, join(folder, 'bad'))).toBe(EXIT.findings);
    expect(said.join('')).toContain('figures!H2');
    expect(existsSync(join(folder, 'bad'))).toBe(false);
  });

  it('refuse a pack that is not there and a file of another name', async () => {
    await expect(exportTables({ folder: packs, packId: 'none' }, folder)).rejects.toThrow(
      'There is no pack none',
    );
    const stray = join(folder, 'stray.csv');
    writeFileSync(stray, 'a');
    await expect(importTables(where, [stray], join(folder, 'x'))).rejects.toThrow('begin with one of');
  });
});

it('the shipped packs are those the code knows', () => {
  expect(requireShippedPacks).not.toThrow();
});
