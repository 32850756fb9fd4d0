import { analysePacks } from '../../rules/engine/analysis.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT, type ExitCode } from '../stack/failure.ts';
import type { Asked } from './asked.ts';

/** What a policy owner should know about the shipped packs; exit 4 when something keeps them from being published. */
export function lint({ json }: Asked): ExitCode {
  const versions = [...new Set(shippedPacks.map(({ version }) => version))];
  const remarks = versions.flatMap((version) =>
    analysePacks(shippedPacks.filter((pack) => pack.version === version)),
  );
  const errors = remarks.filter(({ level }) => level === 'error').length;
  const rules = shippedPacks.reduce((sum, pack) => sum + pack.rules.length, 0);
  if (json) print(JSON.stringify({ packs: shippedPacks.length, rules, errors, remarks }));
  else {
    for (const { level, kind, on, sentence, witness } of remarks) {
      print(`${level === 'error' ? '✗' : '·'} ${kind}${on ? ` ${on}` : ''}  ${inWords(sentence)}`);
      if (witness) print(`    ${inWords({ zh: '例如', en: 'such as' })} ${JSON.stringify(witness)}`);
    }
    note({
      zh: `已检查 ${shippedPacks.length} 个规则包、${rules} 条规则：错误 ${errors}，提示 ${remarks.length - errors}`,
      en: `${shippedPacks.length} packs, ${rules} rules checked: ${errors} errors, ${remarks.length - errors} notes`,
    });
  }
  return errors > 0 ? EXIT.findings : EXIT.ok;
}
