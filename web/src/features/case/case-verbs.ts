import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { VERB_TITLES } from '../../../../api/contract/verb-titles.ts';
import type { Text } from '../../../../domain/kernel/text.ts';

type AllowedVerb = CaseDetail['allowedVerbs'][number];

/** 办理方式 one verb of a case, with its form's name, its key, and why it may not be given now. */
export interface CaseVerb extends AllowedVerb {
  readonly id: string;
  readonly title: Text;
  readonly hotkey: string | null;
}

const HOTKEYS: Readonly<Partial<Record<AllowedVerb['verb'], string>>> = {
  approve: 'a',
  return: 'r',
  transfer: 't',
};
/** Verbs of the open task come first, in the order of a signer's day. */
const FIRST: readonly string[] = ['approve', 'reject', 'return', 'resubmit', 'readCopy', 'answer'];

/** Everything the server names for this reader: what may be done first, the deciding words at its head. */
export function caseVerbs({ allowedVerbs }: CaseDetail): readonly CaseVerb[] {
  const placeOf = ({ verb, allowed }: AllowedVerb) => {
    const at = FIRST.indexOf(verb);
    return (allowed ? 0 : FIRST.length + 1) + (at === -1 ? FIRST.length : at);
  };
  return allowedVerbs
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((one) => ({
      ...one,
      id: `${one.verb} ${one.taskId ?? ''}`,
      title: VERB_TITLES[one.verb],
      hotkey: HOTKEYS[one.verb] ?? null,
    }));
}
