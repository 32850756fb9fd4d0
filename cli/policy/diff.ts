import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dateAt } from '../../domain/kernel/local-date.ts';
import { text } from '../../domain/kernel/text.ts';
import { diffReleases } from '../../rules/engine/diff.ts';
import { describe, type PackProblem, readPack } from '../../rules/engine/read-pack.ts';
import { problemsOf, type Release, uncheckedRelease } from '../../rules/engine/release.ts';
import { readPackFolder } from '../../rules/packs/pack-folder.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode, StackFailure } from '../stack/failure.ts';
import type { Asked } from './asked.ts';

/** What the packs in one folder decide otherwise than those in another, as the law stands today; exit 4 for a bad pack. */
export function diff(folders: { readonly old: string; readonly young: string }, { json }: Asked): ExitCode {
  const changes = diffReleases(releaseIn(folders.old), releaseIn(folders.young), dateAt(Date.now()));
  if (json) print(JSON.stringify({ changes }));
  else {
    for (const { sentence, witness } of changes) {
      print(inWords(sentence));
      if (witness) print(`    ${inWords({ zh: '例如', en: 'such as' })} ${JSON.stringify(witness)}`);
    }
    note({ zh: `共 ${changes.length} 处不同`, en: `${changes.length} differences` });
  }
  return EXIT.ok;
}

/** All packs below a folder, each in a folder of its own, as one release. */
export function releaseIn(folder: string): Release {
  const packs = rawPacks(folder).map((raw) => {
    const reading = readPack(raw);
    if (!reading.ok) throw badPacks(folder, reading.problems);
    return reading.pack;
  });
  const problems = problemsOf(packs);
  if (packs.length === 0) throw badPacks(folder, [{ place: folder, reason: text('没有规则包', 'no pack') }]);
  if (problems.length > 0) throw badPacks(folder, problems);
  return uncheckedRelease(packs);
}

/** The packs below a folder as they are written, unchecked. */
export function rawPacks(folder: string): readonly unknown[] {
  const at = pathToFileURL(`${resolve(folder)}/`);
  try {
    return readdirSync(at, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => readPackFolder(new URL(`${name}/`, at)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StackFailure(
      { zh: `读不了 ${folder}：${why}`, en: `Cannot read ${folder}: ${why}` },
      EXIT.usage,
    );
  }
}

const badPacks = (folder: string, problems: readonly PackProblem[]): StackFailure =>
  new StackFailure(
    {
      zh: `${folder} 中的规则包有误：${describe(problems, 'zh')}`,
      en: `Bad packs in ${folder}: ${describe(problems)}`,
    },
    EXIT.findings,
  );
