import { CATALOGUE_CHECKPOINT } from '../../domain/approval/flows/catalogue-change.ts';
import { BUDGET_CHECKPOINTS } from '../../domain/budget/compilation-facts.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import { DISPUTE_CHECKPOINTS } from '../../domain/project/dispute-seats.ts';
import { projectCommands } from '../../domain/project/gate.ts';
import { procedureVerbs } from '../../domain/project/procedure-seats.ts';
import type { Pack, Rule } from '../engine/pack-schema.ts';

/** Which rules the product reaches today, by purchase projects or beside them, and which wait for a checkpoint the flow does not have yet. */
export interface Reach {
  readonly bound: readonly Rule[];
  /** Those that only the budget of a unit reaches. */
  readonly budget: readonly Rule[];
  /** Those that only an approval case of the catalogue reaches. */
  readonly catalogue: readonly Rule[];
  readonly waiting: readonly Rule[];
}

/** 预算核查点 where a unit's budget is checked; its rules bind there, besides those of the projects. */
const BUDGET: ReadonlySet<string> = new Set(Object.values(BUDGET_CHECKPOINTS));
export const isBudgetCheckpoint = (name: string): boolean => BUDGET.has(name);

/** Checkpoints outside projects: the directory's verification. */
export const OUTSIDE_PROJECTS = ['VerifyProvider'];

/** 采购与争议核查点 checkpoints of acts on the procedure and on disputes. */
export const actCheckpoints: readonly string[] = [
  ...procedureVerbs,
  'AcceptChallenge',
  ...Object.values(DISPUTE_CHECKPOINTS),
];

/** 规则落点 by the commands that act on a project and the acts on its procedure and disputes; drafts are not checked. */
export function reachOf(packs: readonly Pack[]): Reach {
  const commands = new Set<string>([...projectCommands, ...actCheckpoints, ...OUTSIDE_PROJECTS]);
  const isBound = ({ checkpoints }: Rule): boolean => checkpoints.some((name) => commands.has(name));
  const isOfBudget = ({ checkpoints }: Rule): boolean => checkpoints.some(isBudgetCheckpoint);
  const isOfCatalogue = ({ checkpoints }: Rule): boolean => checkpoints.includes(CATALOGUE_CHECKPOINT);
  const rules = packs.flatMap((pack) => pack.rules);
  const others = rules.filter((rule) => !isBound(rule));
  return {
    bound: rules.filter(isBound),
    budget: others.filter(isOfBudget),
    catalogue: others.filter((rule) => !isOfBudget(rule) && isOfCatalogue(rule)),
    waiting: others.filter((rule) => !isOfBudget(rule) && !isOfCatalogue(rule)),
  };
}

/** 待接入 why rules of the shipped packs wait: what the product does not record yet, by checkpoint. */
export const WHY_WAITING: Readonly<Record<string, Text>> = {
  CarryOverBudget: text(
    '年终结转由系统按合同承诺自动办理，尚未记录一笔资金连续结转了几年',
    'the year-end carry-over follows the commitments by itself; for how many years money has been carried is not recorded',
  ),
  PublishDepartmentBudget: text(
    '系统不办理部门预算公开，没有公开日期',
    "the department's budget is not published through the system, so there is no date to count from",
  ),
  SignProcurementContract: text(
    '合同未记录是否经法律顾问审定',
    'a contract does not record whether legal counsel has read it',
  ),
  CommissionEvaluator: text(
    '评价只登记第三方报告，没有委托评估机构的环节',
    'an evaluation records the report of a third party, not how it was commissioned',
  ),
  CloseFiscalYear: text(
    '系统关闭年度时不统计支出构成（社会组织、民生占比）',
    'closing a year does not add up what was spent on whom (social organisations, livelihood)',
  ),
  ReviewCatalogItem: text(
    '没有定期清理目录的环节，目录项闲置月数未统计',
    'nothing reviews the catalogue at intervals; for how long an item has been idle is not counted',
  ),
};
