import { describe, expect, it } from 'vitest';
import { COMMAND_SCHEMAS } from '../../api/contract/commands.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { workingDaysBetween } from '../../domain/kernel/working-days.ts';
import type { ProcedureAct } from '../../domain/project/procedure-acts.ts';
import { procedureSeats } from '../../domain/project/procedure-seats.ts';
import { allStates, isEnd, NEXT_STATES } from '../../domain/project/states.ts';
import { STEPS } from '../../domain/project/steps.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import type { Act } from './life/scene.ts';
import { type Life, writeLife } from './life.ts';
import { userById } from './people.ts';
import { demoProjects } from './projects.ts';
import { rehearse } from './rehearse.fixture.ts';
import { demoWorld, shippedCalendar } from './world.ts';

const calendar = shippedCalendar();
const policy = createPolicyCheck();
const TODAYS = ['2026-11-22', '2026-11-23', '2027-01-04', '2027-02-28', '2027-08-15', '2028-02-29'].map(
  localDate,
);
const world = demoWorld(localDate('2026-11-22'), calendar);
const lives: readonly Life[] = demoProjects.map((recipe) => writeLife(recipe, world));

const stepsOf = (life: Life): readonly (readonly [Act, Act])[] =>
  life.acts.slice(1).map((act, index) => {
    const before = life.acts[index];
    if (!before) throw new Error('unreachable');
    return [before, act] as const;
  });

const dataOf = <T extends Act['command']['type']>(life: Life, type: T) =>
  life.acts.flatMap(({ command, occurredOn }) =>
    command.type === type
      ? [{ on: occurredOn, data: command.data as (Act['command'] & { type: T })['data'] }]
      : [],
  );

const actsOf = <V extends ProcedureAct['verb']>(life: Life, verb: V) =>
  dataOf(life, 'ActOnProcedure').flatMap(({ on, data: { act } }) =>
    act.verb === verb ? [{ on, act: act as ProcedureAct & { verb: V } }] : [],
  );

const verbOf = ({ command }: Act) => (command.type === 'ActOnProcedure' ? command.data.act.verb : null);

const agencyOf = (life: Life) => dataOf(life, 'ChooseMethod').at(-1)?.data.choice.agencyOrgId ?? null;

describe('the demo projects', () => {
  it('are forty-four or more, with keys of their own', () => {
    expect(demoProjects.length).toBeGreaterThanOrEqual(44);
    expect(new Set(demoProjects.map(({ key }) => key)).size).toBe(demoProjects.length);
  });

  it('stand in every state there is', () => {
    const reached = new Set(lives.map((life) => life.acts.at(-1)?.opens.state));
    expect(allStates.filter((state) => !reached.has(state))).toEqual([]);
  });

  it('contain both pilots, a purchase for several townships, a subdistrict and an open tender', () => {
    const applications = lives.map(({ application }) => application);
    expect(applications.filter(({ pilot }) => pilot === 'plantProtection').length).toBeGreaterThan(1);
    expect(applications.filter(({ pilot }) => pilot === 'peoplesMediators').length).toBeGreaterThan(1);
    expect(
      applications.some(({ buyerOrgId, beneficiaryOrgIds }) => !beneficiaryOrgIds.includes(buyerOrgId)),
    ).toBe(true);
    expect(applications.some(({ buyerOrgId }) => buyerOrgId === 'wenyuan')).toBe(true);
    expect(applications.some(({ estimateFen }) => estimateFen > 200_000_000)).toBe(true);
    expect(applications.filter(({ estimateFen }) => estimateFen < 5_000_000).length).toBeGreaterThan(3);
  });

  it('choose the method that their amount asks for', () => {
    for (const { key, amountYuan, method } of demoProjects) {
      const lawful =
        amountYuan >= 2_000_000
          ? method === 'openTender'
          : amountYuan >= 300_000
            ? method !== 'internalSelection'
            : method === 'internalSelection';
      expect(lawful, key).toBe(true);
    }
  });

  it('never overdraw a budget line, in whatever order they are entered', () => {
    const asked = new Map<string, number>();
    for (const life of lives) {
      for (const { data } of dataOf(life, 'RequestBudget').slice(0, 1)) {
        const line = data.request.budgetLineId;
        asked.set(line, (asked.get(line) ?? 0) + life.application.estimateFen);
      }
    }
    for (const [line, sum] of asked) {
      const approved = world.budgetLines.find(({ id }) => id === line)?.approvedFen ?? 0;
      expect(sum, line).toBeLessThanOrEqual(approved);
    }
  });
});

describe.each(lives.map((life) => [life.key, life] as const))('the life of %s', (_key, life) => {
  it('moves only along the table of states', () => {
    for (const [before, act] of stepsOf(life)) {
      if (before.opens.state === act.opens.state) continue;
      if (isEnd(before.opens.state)) throw new Error('an ended project moves');
      expect(NEXT_STATES[before.opens.state]).toContain(act.opens.state);
    }
  });

  it('has each step done by the role that the step names', () => {
    for (const [before, act] of stepsOf(life)) {
      const step = before.opens.step && STEPS[before.opens.step];
      if (step?.command !== act.command.type) continue;
      const verb = verbOf(act);
      const { role } = verb ? procedureSeats({ parties: { agency: agencyOf(life) } })[verb] : step;
      expect(userById(act.as)?.role, `${before.opens.step}`).toBe(role);
    }
  });

  it('gives no person two of the duties request, approve, accept, pay', () => {
    const duties = new Map<string, Set<string>>();
    for (const [before, act] of stepsOf(life)) {
      const step = before.opens.step && STEPS[before.opens.step];
      if (!step || step.command !== act.command.type || !step.duty) continue;
      duties.set(act.as, (duties.get(act.as) ?? new Set()).add(step.duty));
    }
    for (const [user, held] of duties) expect([...held], user).toHaveLength(1);
  });

  it('carries data that the door lets in', () => {
    for (const { command } of life.acts) {
      if (command.type === 'LapseBudget') throw new Error('Nobody gives a command of the system');
      const parsed = COMMAND_SCHEMAS[command.type].safeParse(command.data);
      expect(parsed.success ? [] : parsed.error.issues, command.type).toEqual([]);
    }
  });

  it('keeps the periods of the law', () => {
    const notice = actsOf(life, 'IssueDocuments').at(-1);
    const choice = dataOf(life, 'ChooseMethod').at(-1);
    if (notice?.on && choice?.data.choice.intentPublishedOn) {
      const { method, intentPublishedOn } = choice.data.choice;
      const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
      expect(days(intentPublishedOn, notice.on)).toBeGreaterThanOrEqual(30);
      expect(days(notice.on, notice.act.notice.closesOn)).toBeGreaterThanOrEqual(
        { openTender: 20, competitiveConsultation: 10 }[method as string] ?? 3,
      );
      expect(
        workingDaysBetween(calendar, notice.on, notice.act.notice.documentsUntil),
      ).toBeGreaterThanOrEqual(5);
    }
    const signed = dataOf(life, 'SignContract')[0]?.on;
    const awarded = actsOf(life, 'NotifyAward')[0]?.on;
    const published = dataOf(life, 'PublishDisclosure').find(({ data }) => data.kind === 'contract')?.on;
    if (signed && awarded)
      expect(Date.parse(signed) - Date.parse(awarded)).toBeLessThanOrEqual(30 * 86_400_000);
    const noticeDays = demoProjects.some(
      ({ key, blemishes }) => key === life.key && blemishes?.includes('lateNotice'),
    )
      ? 5
      : 2;
    if (signed && published) {
      expect(workingDaysBetween(calendar, signed, published)).toBeLessThanOrEqual(noticeDays);
    }
  });
});

describe.each(TODAYS)('told on %s', (today) => {
  const told = demoWorld(today, calendar);

  it('every life passes flow and policy and gets where its recipe says', async () => {
    const objections: unknown[] = [];
    for (const recipe of demoProjects) {
      const life = writeLife(recipe, told);
      const { objection } = await rehearse({ life, world: told, policy });
      if (objection) objections.push({ key: recipe.key, ...objection });
      expect(life.acts.at(-1)?.opens.state).toBe(recipe.end ?? recipe.until);
    }
    expect(objections).toEqual([]);
  });

  it('is the same each time', () => {
    for (const recipe of demoProjects) expect(writeLife(recipe, told)).toEqual(writeLife(recipe, told));
  });
});

describe('what the policy remarks on', () => {
  it('is what the recipes mean it to remark on, and nothing else', async () => {
    const remarks = new Set<string>();
    for (const recipe of demoProjects) {
      const { notes } = await rehearse({ life: writeLife(recipe, world), world, policy });
      for (const { command, rule } of notes) remarks.add(`${command} ${rule} ${recipe.key}`);
    }
    expect([...remarks].sort()).toEqual([
      'ConfirmPayment PAY-03-LATE part-paid-elder-longdong',
      'PublishDisclosure CON-04-LATE roads-zhuyuan',
      'RecordLedgerEntry SEC-A2 plant-protection-wangxi-agriculture',
      'RecordLedgerEntry SEC-J2 mediators-longdong',
      'RequestBudget BUD-13 day-care-bailin',
      'RequestPayment PAY-03 part-paid-elder-longdong',
      'ReviewEvaluation EVL-05 mediators-yunba-justice',
      'SelectProvider MTH-11 culture-linjiang',
      'SubmitMilestone DEL-01 waste-lishu',
      'SubmitProject PUR-02 waste-yunba-agriculture',
    ]);
  });
});
