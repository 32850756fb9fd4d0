import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Remark } from '../../rules/engine/remark.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { EXIT } from '../stack/failure.ts';
import { BAD_PACKS } from './bad-packs.fixture.ts';
import { lint } from './lint.ts';
import { trialPack } from './trial-pack.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'goufu-bad-packs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const said: string[] = [];
vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
beforeEach(() => {
  said.length = 0;
});

function remarksOn(path: string): readonly Remark[] {
  said.length = 0;
  const exit = lint({ json: true }, [path]);
  const { remarks, errors } = JSON.parse(said.join('')) as { remarks: readonly Remark[]; errors: number };
  expect(exit).toBe(errors > 0 ? EXIT.findings : EXIT.ok);
  return remarks.filter(({ level }) => level === 'error');
}

let files = 0;
function fileOf(content: string): string {
  files += 1;
  const file = join(folder, `${files}.json`);
  writeFileSync(file, content);
  return file;
}

describe('goufu policy lint of a pack that is not shipped', () => {
  it('finds nothing wrong with a good one, as a file and as a folder', () => {
    expect(remarksOn(fileOf(JSON.stringify(trialPack())))).toEqual([]);
    const at = join(folder, 'good');
    mkdirSync(at);
    const { facts: own, parameters, rules, ...header } = trialPack();
    const parts = {
      'pack.json': header,
      'facts.json': own,
      'parameters.json': parameters,
      'rules-all.json': rules,
    };
    for (const [name, part] of Object.entries(parts)) writeFileSync(join(at, name), JSON.stringify(part));
    expect(remarksOn(at)).toEqual([]);
  });

  it('takes a changed copy of a shipped pack in its place', () => {
    const at = join(folder, 'sichuan');
    cpSync(fileURLToPath(new URL('../../rules/packs/sichuan/', import.meta.url)), at, { recursive: true });
    expect(remarksOn(at)).toEqual([]);
    rmSync(join(at, 'facts.json'));
    expect(remarksOn(at)[0]?.sentence.zh).toContain('facts.json：没有这个文件或文件夹');
  });

  it.each(BAD_PACKS)(
    'refuses %s, names the field and leaves the active packs as they are',
    (...[, content, field, zh, en]) => {
      const before = JSON.stringify(shippedPacks);
      const remarks = remarksOn(fileOf(content));
      const told = remarks.find(({ sentence }) => zh.test(sentence.zh) && sentence.zh.includes(field));
      expect(told, JSON.stringify(remarks)).toBeDefined();
      expect(told?.sentence.en).toMatch(en);
      expect(told?.sentence.en).toContain(field);
      expect(JSON.stringify(shippedPacks)).toBe(before);
    },
  );

  it('refuses a path that leads nowhere, and one bad pack among good ones', () => {
    expect(remarksOn(join(folder, 'nowhere'))[0]?.sentence.en).toContain('no such file or folder');
    expect(lint({ json: true }, [fileOf(JSON.stringify(trialPack())), fileOf('[]')])).toBe(EXIT.findings);
  });
});
