import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { VERB_TITLES } from '../../../../api/contract/verb-titles.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';

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
export function caseVerbs({ allowedVerbs, rounds, people }: CaseDetail): readonly CaseVerb[] {
  const placeOf = ({ verb, allowed }: AllowedVerb) => {
    const at = FIRST.indexOf(verb);
    return (allowed ? 0 : FIRST.length + 1) + (at === -1 ? FIRST.length : at);
  };
  /** 减签 is offered once for each signer; it names whom. */
  const titleOf = ({ verb, taskId }: AllowedVerb): Text => {
    const title = VERB_TITLES[verb];
    const seats = rounds.flatMap((round) => round.seats);
    const holder = seats.find((seat) => seat.taskId === taskId)?.holderId;
    if (verb !== 'removeSign' || holder === undefined) return title;
    const name = people[holder] ?? holder;
    return text(`${title.zh}：${name}`, `${title.en}: ${name}`);
  };
  return allowedVerbs
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((one) => ({
      ...one,
      id: `${one.verb} ${one.taskId ?? ''}`,
      title: titleOf(one),
      hotkey: HOTKEYS[one.verb] ?? null,
    }));
}
