import { type CaseState, openRounds } from '../../domain/approval/case.ts';
import type { Verb } from '../../domain/approval/case-commands.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import { addDays } from '../../domain/kernel/local-date.ts';
import type { Step } from './engine.ts';
import { randomForm } from './random-world.ts';
import { ADMIN, FIRST_DAY, INITIATOR, OWNER, PEOPLE, PLAIN_FORM, SUPERVISOR } from './world.ts';

const WORDS = { text: '意见', attachments: [], signature: null, seal: null };

/** The step that brings a case nearer to its end; null when it has ended. */
export function endingStep(state: CaseState | null): Step | null {
  if (state?.status === 'withdrawn' || state?.status === 'returned') {
    // A form that no check stands against.
    return { verb: 'resubmit', by: INITIATOR, data: { form: { ...PLAIN_FORM }, choices: {} } };
  }
  if (state?.status === 'paused') return { verb: 'resume', by: OWNER, data: { reason: '继续' } };
  if (state?.status === 'terminated') return { verb: 'revive', by: OWNER, data: { reason: '恢复' } };
  if (state?.status !== 'running') return null;
  const [task] = openTasks(state);
  if (task) {
    const { taskId, userId, helping } = task;
    if (helping) return { verb: 'answer', by: userId, data: { taskId, opinion: WORDS } };
    return { verb: 'approve', by: userId, data: { taskId, opinion: WORDS, choices: {} } };
  }
  const timer = openRounds(state).find(({ rules }) => rules === null);
  return { verb: 'timeOut', by: 'system', data: { target: timer?.id ?? '' } };
}

const OFTEN: readonly Verb[] = [
  ...([
    'approve',
    'approve',
    'approve',
    'approve',
    'approve',
    'approve',
    'reject',
    'abstain',
    'recuse',
  ] as const),
  ...(['return', 'return', 'takeBack', 'takeBack', 'withdraw', 'resubmit', 'addSign', 'addSign'] as const),
  ...([
    'removeSign',
    'removeSign',
    'transfer',
    'transfer',
    'delegate',
    'answer',
    'answer',
    'handOver',
  ] as const),
  ...(['terminate', 'revive', 'timeOut', 'timeOut', 'urge', 'comment', 'carbonCopy', 'readCopy'] as const),
  ...(['review', 'proxy', 'proxy', 'proxy', 'proxy', 'upgrade', 'upgrade', 'resubmit', 'revive'] as const),
  ...(['askExtension', 'askExtension', 'askExtension', 'extend', 'extend', 'extend', 'extend'] as const),
  ...(['pause', 'resume', 'resume'] as const),
];

/** A step that mostly makes sense: an open task by its holder, now and then any task by anybody. */
export function randomStep(roll: (sides: number) => number, state: CaseState | null): Step | null {
  if (state === null) return null;
  const pick = <T>(list: readonly T[]): T | undefined => list[roll(Math.max(1, list.length))];
  const verb = pick(OFTEN) ?? 'approve';
  const person = () => pick(PEOPLE) ?? INITIATOR;
  const all = state.rounds.flatMap(({ seats }) => seats);
  const anyTask = () => pick(all)?.id ?? 'none#1.1';
  const open = pick(openTasks(state));
  const mad = roll(10) === 0;
  const taskId = mad ? anyTask() : (open?.taskId ?? anyTask());
  const by = mad ? person() : (open?.userId ?? person());
  const at = { taskId };
  // One refusal ends a walk; most are left for votes.
  if (verb === 'reject' && roll(3) > 0)
    return { verb: 'approve', by, data: { ...at, opinion: WORDS, choices: {} } };
  switch (verb) {
    case 'approve':
      return { verb, by, data: { ...at, opinion: WORDS, choices: {} } };
    case 'reject':
    case 'abstain':
    case 'answer':
      return { verb, by, data: { ...at, opinion: WORDS } };
    case 'recuse':
      return { verb, by, data: { ...at, reason: '回避' } };
    case 'return': {
      const nodes = ['initiator', ...new Set(state.rounds.map(({ node }) => node))];
      const then = roll(2) === 0 ? 'goOn' : 'straightBack';
      return { verb, by, data: { ...at, to: pick(nodes) ?? 'initiator', then, opinion: WORDS } };
    }
    case 'takeBack': {
      const spoken = pick(all.filter(({ answer }) => answer !== null && answer.seq >= state.seq - 4));
      return { verb, by: mad ? by : (spoken?.answer?.by ?? by), data: { taskId: spoken?.id ?? anyTask() } };
    }
    case 'addSign': {
      const position = pick(['before', 'parallel', 'after'] as const) ?? 'after';
      return {
        verb,
        by,
        data: { ...at, position, people: roll(3) === 0 ? [person(), person()] : [person()] },
      };
    }
    case 'removeSign': {
      const added = pick(all.filter(({ addedBy }) => addedBy !== null));
      const own = added !== undefined && roll(2) === 0;
      return {
        verb,
        by: own ? (added.addedBy ?? OWNER) : OWNER,
        data: { taskId: own ? added.id : taskId, reason: '减签' },
      };
    }
    case 'transfer':
    case 'delegate':
      return { verb, by, data: { ...at, to: person(), reason: '转交' } };
    case 'handOver':
      return {
        verb,
        by: mad ? by : ADMIN,
        data: { from: open?.userId ?? person(), to: person(), reason: '离职' },
      };
    case 'askExtension': {
      const due = all.find(({ id }) => id === taskId)?.due?.dueOn;
      // Later by more than a week, and now and then not later at all.
      const to = due && roll(8) > 0 ? addDays(due, 8 + roll(8)) : FIRST_DAY;
      return { verb, by, data: { ...at, to, cause: '等待评审' } };
    }
    case 'extend': {
      const asked = pick(all.filter(({ extensions }) => extensions.at(-1)?.outcome === null));
      const granted = roll(3) > 0;
      return { verb, by: 'system', data: { taskId: asked?.id ?? taskId, granted, approval: 'walk-2' } };
    }
    case 'withdraw':
    case 'terminate':
    case 'revive': {
      const entitled = verb === 'withdraw' ? INITIATOR : OWNER;
      return { verb, by: roll(verb === 'revive' ? 2 : 6) > 0 ? by : entitled, data: { reason: '说明' } };
    }
    default:
      return quietStep(verb, { roll, by, taskId, state });
  }
}

interface Around {
  readonly roll: (sides: number) => number;
  readonly by: string;
  readonly taskId: string;
  readonly state: CaseState;
}

/** Steps that move no task. */
function quietStep(verb: Verb, { roll, by, taskId, state }: Around): Step | null {
  const person = () => PEOPLE[roll(PEOPLE.length)] ?? INITIATOR;
  const timer = openRounds(state).find(({ rules }) => rules === null);
  switch (verb) {
    case 'resubmit': {
      // Put right in words only, half of the time.
      const form = roll(2) === 0 ? state.form : { ...randomForm(roll) };
      return { verb, by: INITIATOR, data: { form, choices: {} } };
    }
    case 'pause':
    case 'resume': {
      const overseer = [OWNER, SUPERVISOR, person()][roll(3)] ?? OWNER;
      if (verb === 'resume') return { verb, by: overseer, data: { reason: '继续' } };
      return { verb, by: overseer, data: { cause: 'forceMajeure', reason: '洪水' } };
    }
    case 'timeOut':
      return { verb, by: 'system', data: { target: timer && roll(2) === 0 ? timer.id : taskId } };
    case 'urge':
      return { verb, by: person(), data: {} };
    case 'comment':
      return { verb, by: person(), data: { text: '请看附件' } };
    case 'carbonCopy':
      return { verb, by, data: { to: [person()] } };
    case 'readCopy':
      return { verb, by: person(), data: {} };
    case 'proxy':
      return { verb, by, data: { taskId } };
    case 'upgrade':
      return { verb, by: OWNER, data: { toVersion: 2 } };
    default:
      return { verb: 'review', by: 'system', data: {} };
  }
}
