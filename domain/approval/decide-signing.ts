import type { Refusal } from '../kernel/refusal.ts';
import type { Decision, Opinion, RoundRules, TaskId } from './case.ts';
import type { CaseCommandData } from './case-commands.ts';
import { caseRefusal } from './case-refusals.ts';
import { type CaseDeciders, isBlank, personOf, taskOf } from './decision-kit.ts';
import { isActive } from './organisation.ts';
import type { Run } from './run.ts';

/** 表态: the words of signers and of those who help them. */
export const signingDeciders: CaseDeciders<'approve' | 'reject' | 'abstain' | 'recuse' | 'answer'> = {
  approve(run, { taskId, opinion, choices }) {
    const stranger = Object.values(choices)
      .flat()
      .find((one) => !isActive(run.context.organisation, one));
    if (stranger !== undefined) return caseRefusal('UnknownPerson', { userId: stranger });
    const refusal = missing(taskOf(run, taskId).rules, opinion);
    if (refusal) return refusal;
    if (Object.keys(choices).length > 0) run.emit('Chosen', { choices });
    return speak(run, taskId, { decision: 'approve', opinion });
  },
  reject: (run, { taskId, opinion }) => decline(run, taskId, { decision: 'reject', opinion }),
  abstain: (run, { taskId, opinion }) => decline(run, taskId, { decision: 'abstain', opinion }),
  recuse(run, { taskId, reason }) {
    if (isBlank(reason)) return caseRefusal('OpinionRequired', { taskId });
    run.emit('SeatLeft', { taskId, as: 'recused', by: personOf(run), reason });
    return null;
  },
  answer: help,
};

interface Word {
  readonly decision: Decision;
  readonly opinion: Opinion;
}

function decline(run: Run, taskId: TaskId, word: Word): Refusal | null {
  return missing(taskOf(run, taskId).rules, word.opinion) ?? speak(run, taskId, word);
}

function speak(run: Run, taskId: TaskId, word: Word): null {
  run.emit('Answered', { taskId, ...word, by: personOf(run), linkedTo: null, citation: null });
  return null;
}

/** What the node asks of every decision and this one lacks. */
function missing({ requires }: RoundRules, opinion: Opinion): Refusal | null {
  if (requires.opinion && isBlank(opinion.text)) return caseRefusal('OpinionRequired');
  if (requires.attachment && opinion.attachments.length === 0) return caseRefusal('AttachmentRequired');
  if (requires.signature && opinion.signature === null) return caseRefusal('SignatureRequired');
  if (requires.seal && opinion.seal === null) return caseRefusal('SealRequired');
  return null;
}

function help(run: Run, { taskId, opinion }: CaseCommandData['answer']): Refusal | null {
  if (isBlank(opinion.text)) return caseRefusal('OpinionRequired', { taskId });
  const by = personOf(run);
  const to = taskOf(run, taskId).seat.holder;
  run.emit('Advised', { taskId, by, opinion });
  const hop = { kind: 'helped', from: by, to, by, reason: opinion.text, at: run.context.now } as const;
  run.emit('TaskMoved', { taskId, hop });
  return null;
}
