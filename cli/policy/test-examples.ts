import { runExamples } from '../../rules/engine/examples.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode } from '../stack/failure.ts';
import type { Asked } from './asked.ts';

/** All examples of the shipped packs as live decisions; exit 4 when one does not come out as its pack says. */
export async function testExamples({ json }: Asked): Promise<ExitCode> {
  const reports = await runExamples(shippedPacks);
  const examples = reports.reduce((sum, one) => sum + one.examples, 0);
  const broken = reports.reduce((sum, one) => sum + one.broken.length, 0);
  if (json) print(JSON.stringify({ examples, broken, packs: reports }));
  else {
    for (const { rule, expected, found, facts } of reports.flatMap((one) => one.broken)) {
      const words = inWords({
        zh: `应为 ${expected}，实为 ${found}`,
        en: `expected ${expected}, found ${found}`,
      });
      print(`✗ ${rule}  ${words}  ${JSON.stringify(facts)}`);
    }
    for (const one of reports) {
      const words = inWords({ zh: '个示例，不符', en: 'examples, not as written:' });
      print(
        `${one.broken.length > 0 ? '✗' : '✓'} ${one.pack}  ${one.examples} ${words} ${one.broken.length}`,
      );
    }
    note({
      zh: `共 ${examples} 个示例，不符 ${broken}`,
      en: `${examples} examples, ${broken} not as written`,
    });
  }
  return broken > 0 ? EXIT.findings : EXIT.ok;
}
