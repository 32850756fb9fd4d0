import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { yuan } from '../kernel/money.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import {
  COMPILATION_STATES,
  type Compilation,
  type CompilationCommand,
  type CompilationStatus,
  compilationClocks,
  compile,
  type DraftLine,
  newCompilation,
} from './compilation.ts';

const official = new URL('../../db/reference/work-calendar.json', import.meta.url);
const calendar = JSON.parse(readFileSync(official, 'utf8')) as WorkCalendar;

const line = (change: Partial<DraftLine> = {}): DraftLine => ({
  ...{
    code: '2130108',
    name: '病虫害防治',
    amountFen: yuan(500_000),
    buysServices: true,
    inServiceTable: true,
  },
  ...{ source: 'own', permittedSectors: [], mayCarryOver: false },
  ...change,
});

const COMMANDS: { readonly [V in CompilationCommand['verb']]: Extract<CompilationCommand, { verb: V }> } = {
  Suggest: { verb: 'Suggest', lines: [line()] },
  SetControl: { verb: 'SetControl', controlFen: yuan(500_000) },
  Draft: { verb: 'Draft', lines: [line()] },
  SendBack: { verb: 'SendBack', reason: '重复' },
  Submit: { verb: 'Submit' },
  Approve: { verb: 'Approve', body: 'townshipCongress', approvalRef: '人大〔2026〕1号' },
  Reply: { verb: 'Reply' },
  Publish: { verb: 'Publish' },
};
const ORDER = ['Suggest', 'SetControl', 'Draft', 'Submit', 'Approve', 'Reply', 'Publish'] as const;

function go(state: Compilation, ...verbs: readonly CompilationCommand['verb'][]): Compilation {
  return verbs.reduce((now, verb) => {
    const answer = compile(now, COMMANDS[verb], '2026-01-20');
    if (!answer.ok) throw new Error(`${verb}: ${answer.refusal.code}`);
    return answer.value;
  }, state);
}

const at = (status: CompilationStatus): Compilation =>
  go(newCompilation(2026, 'township'), ...ORDER.slice(0, COMPILATION_STATES.indexOf(status)));

/** One line a verb, one column a state in the order of the machine. */
const TABLE: Readonly<Record<CompilationCommand['verb'], string>> = {
  Suggest: '+-------',
  SetControl: '-+------',
  Draft: '--+-----',
  SendBack: '-+-++---',
  Submit: '---+----',
  Approve: '----+---',
  Reply: '-----+--',
  Publish: '------+-',
};

describe('verb by state', () => {
  test.each(Object.values(COMMANDS))('$verb', (command) => {
    const answers = COMPILATION_STATES.map((status) => {
      expect(at(status).status).toBe(status);
      const answer = compile(at(status), command, '2026-01-20');
      return answer.ok ? '+' : answer.refusal.code === 'NotNow' ? '-' : answer.refusal.code;
    });
    expect(answers.join('')).toBe(TABLE[command.verb]);
  });
});

const ruleOf = (state: Compilation, command: CompilationCommand): string => {
  const answer = compile(state, command, '2026-01-20');
  return answer.ok ? 'ok' : answer.refusal.rule;
};

test('a township’s congress approves its own budget, the county’s that of a subdistrict', () => {
  const approve = (
    unit: 'township' | 'subdistrict',
    body: 'townshipCongress' | 'countyCongress',
    ref: string,
  ) => ruleOf({ ...at('submitted'), unitKind: unit }, { verb: 'Approve', body, approvalRef: ref });
  expect([
    approve('township', 'townshipCongress', '人大〔2026〕1号'),
    approve('township', 'countyCongress', '人大〔2026〕1号'),
    approve('subdistrict', 'townshipCongress', '人大〔2026〕1号'),
    approve('subdistrict', 'countyCongress', '人大〔2026〕1号'),
    approve('township', 'townshipCongress', ' '),
  ]).toEqual(['ok', 'BUD-04', 'BUD-04', 'ok', 'BUD-04']);
});

test('a draft stays within the control figure, to the fen, and names what buys services', () => {
  const draft = (change: Partial<DraftLine>) =>
    ruleOf(at('controlled'), { verb: 'Draft', lines: [line(change)] });
  expect(draft({})).toBe('ok');
  expect(draft({ amountFen: yuan(500_000.01) })).toBe('BG-03');
  expect(draft({ inServiceTable: false })).toBe('BUD-07');
  expect(draft({ source: 'specialTransfer' })).toBe('BUD-10');
  expect(draft({ source: 'specialTransfer', permittedSectors: ['农业农村'] })).toBe('ok');
  expect(ruleOf(at('controlled'), { verb: 'Draft', lines: [line(), line()] })).toBe('BG-02');
});

test('20 days to reply, 15 more through the department, 20 to make it public, over Spring Festival', () => {
  const approved = { ...at('approved'), approvedOn: '2026-01-30' };
  const clocks = (state: Compilation) =>
    compilationClocks(state, calendar).map(({ what, dueOn }) => [what, dueOn]);
  expect(clocks(approved)).toEqual([['reply', '2026-02-24']]);
  expect(clocks({ ...approved, unitKind: 'subdistrict' })).toEqual([
    ['reply', '2026-02-24'],
    ['passOn', '2026-03-11'],
  ]);
  expect(clocks({ ...at('replied'), repliedOn: '2026-02-24' })).toEqual([['publish', '2026-03-16']]);
});
