import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Text, text } from '../../domain/kernel/text.ts';
import { type PackProblem, type PackReading, readPack } from '../../rules/engine/read-pack.ts';
import { MAX_FILE_BYTES, RULE_FILE, readPackFolder } from '../../rules/packs/pack-folder.ts';

/** Reads a pack that is not shipped: its folder, or one JSON file that holds all of it. */
export function readPackAt(path: string): PackReading {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return { ok: false, problems: [problem(path, NOT_THERE)] };
  const isFolder = found.isDirectory();
  const files = isFolder ? filesOf(path) : [path];
  const problems = files.flatMap(problemsOfFile);
  if (problems.length > 0) return { ok: false, problems };
  return readPack(
    isFolder ? readPackFolder(pathToFileURL(`${resolve(path)}/`)) : JSON.parse(readFileSync(path, 'utf8')),
  );
}

const NOT_THERE = text('没有这个文件或文件夹', 'no such file or folder');
const TOO_LARGE = text(`超过 ${MAX_FILE_BYTES} 字节`, `larger than ${MAX_FILE_BYTES} bytes`);

function filesOf(folder: string): readonly string[] {
  const rules = readdirSync(folder).filter((file) => RULE_FILE.test(file));
  const shared = readdirSync(folder).filter((file) => file === 'conditions.json');
  return ['pack.json', 'facts.json', 'parameters.json', ...shared, ...rules].map((file) =>
    join(folder, file),
  );
}

function problemsOfFile(file: string): readonly PackProblem[] {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return [problem(file, NOT_THERE)];
  if (found.size > MAX_FILE_BYTES) return [problem(file, TOO_LARGE)];
  try {
    const raw: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isObject = typeof raw === 'object' && raw !== null;
    return isObject ? [] : [problem(file, text('不是 JSON 对象', 'not a JSON object'))];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [problem(file, text(`不是有效的 JSON（${why}）`, `not valid JSON (${why})`))];
  }
}

const problem = (file: string, reason: Text): PackProblem => ({ place: basename(file), reason });
