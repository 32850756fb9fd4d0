import { type CaseState, type Opinion, type TaskId } from '../approval/case.ts';
import type { CaseCommand, CaseCommandData, Verb } from '../approval/case-commands.ts';
import { caseRefusal } from '../approval/case-refusals.ts';
import { openTasks } from '../approval/tally.ts';
import type { StepDecision, WordPapers } from '../approval/types.ts';
import type { UserId } from '../kernel/brand.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { ApprovalAct } from './approval-acts.ts';
import type { ApprovalCommand } from './approval-commands.ts';
import type { Word } from './approval-stages.ts';
import { actOnApproval } from './approvals.ts';
import type { CommandData } from './commands.ts';
import type { Case, Decider, Deciders } from './decision.ts';
import { segregationOf } from './flow-rules.ts';
import { conflictingDuty } from './gate.ts';

const opinionOf = (text: string, { attachments = [], signature = null }: WordPapers = {}): Opinion => ({
  text,
  attachments,
  signature,
  seal: null,
});

/** Pairs a verb with its data; the person acts at the moment of recording. */
const commandOf = <V extends Verb>(verb: V, by: UserId, data: CaseCommandData[V]): CaseCommand =>
  ({ verb, by, occurredAt: null, data }) as CaseCommand;

/** The task that is in this person's hands now. */
const ownTask = (state: CaseState, by: UserId): TaskId | null =>
  openTasks(state).find(({ userId, taskId }) => userId === by && taskId !== 'initiator')?.taskId ?? null;

const deciding =
  <T extends ApprovalCommand>(wordOf: (data: CommandData[T]) => Word): Decider<T> =>
  (one) => {
    const word = wordOf(one.data);
    const opinion = opinionOf(word.opinion, word);
    const by = one.by.userId;
    return actOnApproval(
      one,
      (state) => {
        const taskId = ownTask(state, by);
        if (taskId === null) return caseRefusal('NotYours');
        if (word.decision === 'return')
          return commandOf('return', by, { taskId, to: 'initiator', then: 'goOn', opinion });
        if (word.decision === 'reject') return commandOf('reject', by, { taskId, opinion });
        return commandOf('approve', by, { taskId, opinion, choices: {} });
      },
      word,
    );
  };

const plainly = (data: StepDecision): Word => ({ ...data, filingNo: null });

/** 审批: the ordinary words (approve, return, reject) of whoever holds the open task, and all other verbs. */
export const approvalDeciders: Deciders<ApprovalCommand | 'ActOnApproval'> = {
  ReviewDemand: deciding<'ReviewDemand'>((data) => ({ ...data, minutesRef: null, filingNo: null })),
  DecideBudget: deciding<'DecideBudget'>(plainly),
  ReviewRequirement: deciding<'ReviewRequirement'>(plainly),
  FilePlan: deciding<'FilePlan'>(({ decision, ...data }) => ({
    ...data,
    decision: decision === 'file' ? 'approve' : 'return',
    minutesRef: null,
  })),
  DecideContract: deciding<'DecideContract'>(plainly),
  DecideAmendment: deciding<'DecideAmendment'>(plainly),
  DecidePayment: deciding<'DecidePayment'>(plainly),
  ActOnApproval: (one) => {
    const { act } = one.data;
    const refusal = dutyRefusal(one);
    if (refusal) return refuse(refusal);
    const opinion = 'opinion' in act ? act.opinion : 'reason' in act ? act.reason : '';
    const word: Word = { decision: 'approve', opinion, minutesRef: null, filingNo: null };
    return actOnApproval(one, (state) => caseCommand(state, act, one.by.userId), word);
  },
};

/** CTL-01: nobody is given a task, nor sends a matter back, who holds an incompatible duty in this project. */
function dutyRefusal({ process, data: { act }, by }: Case<'ActOnApproval'>): Refusal | null {
  for (const userId of takers(act, by.userId)) {
    const held = conflictingDuty(process, userId, 'approve');
    if (held) return segregationOf(userId, held);
  }
  return null;
}

function takers(act: ApprovalAct, by: UserId): readonly UserId[] {
  switch (act.verb) {
    case 'addSign':
      return act.people;
    case 'transfer':
    case 'handOver':
      return [act.to];
    case 'return':
      return [by];
    default:
      return [];
  }
}

function caseCommand(state: CaseState, act: ApprovalAct, by: UserId): CaseCommand | Refusal {
  switch (act.verb) {
    case 'removeSign':
      return commandOf('removeSign', by, { taskId: act.taskId, reason: act.reason });
    case 'urge':
    case 'readCopy':
      return commandOf(act.verb, by, {});
    case 'carbonCopy':
      return commandOf('carbonCopy', by, { to: act.people });
    case 'comment':
      return commandOf('comment', by, { text: act.text });
    case 'handOver':
      return commandOf('handOver', by, { from: act.from, to: act.to, reason: act.reason });
    case 'takeBack': {
      const mine = state.rounds.flatMap(({ seats }) => seats).filter(({ answer }) => answer?.by === by);
      const latest = mine.toSorted((a, b) => (a.answer?.seq ?? 0) - (b.answer?.seq ?? 0)).at(-1);
      return latest
        ? commandOf('takeBack', by, { taskId: latest.id })
        : caseRefusal('NotYours', { verb: act.verb });
    }
    default: {
      const taskId = ownTask(state, by);
      return taskId === null ? caseRefusal('NotYours', { verb: act.verb }) : ownCommand(act, taskId, by);
    }
  }
}

type OwnAct = Extract<
  ApprovalAct,
  { verb: 'return' | 'addSign' | 'transfer' | 'delegate' | 'answer' | 'recuse' | 'proxy' }
>;

/** What the holder of an open task does with it. */
function ownCommand(act: OwnAct, taskId: TaskId, by: UserId): CaseCommand {
  switch (act.verb) {
    case 'return':
      return commandOf('return', by, { taskId, to: act.to, then: act.then, opinion: opinionOf(act.opinion) });
    case 'addSign':
      return commandOf('addSign', by, { taskId, position: act.position, people: act.people });
    case 'transfer':
    case 'delegate':
      return commandOf(act.verb, by, { taskId, to: act.to, reason: act.reason });
    case 'answer':
      return commandOf('answer', by, { taskId, opinion: opinionOf(act.opinion) });
    case 'recuse':
      return commandOf('recuse', by, { taskId, reason: act.reason });
    case 'proxy':
      return commandOf('proxy', by, { taskId });
  }
}
