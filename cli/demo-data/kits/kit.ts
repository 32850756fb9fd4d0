import type { Dimension, Indicator } from '../../../domain/evaluation/targets.ts';

/** What a purchase of one kind of service says in its papers: texts, indicators, ledger, acceptance items. */
export interface ServiceKit {
  /** Catalogue codes or beginnings of codes that the kit fits. */
  readonly items: readonly string[];
  readonly content: string;
  readonly quantity: string;
  readonly standard: string;
  readonly acceptanceItems: readonly string[];
  readonly goal: string;
  /** Output (50), benefit (30) and satisfaction (10); execution (10) is the same for all. */
  readonly indicators: readonly Indicator[];
  /** One a milestone, in order; the last stands for all further ones. */
  readonly deliverables: readonly string[];
  readonly beneficiaries: number;
  readonly ledger: {
    readonly unit: string;
    readonly quantity: number;
    readonly workers: number;
    readonly places: readonly string[];
    readonly evidence: string;
    readonly notes: readonly string[];
  };
  readonly record: 'plantProtection' | 'mediation' | null;
}

type IndicatorLine = readonly [
  name: string,
  dimension: Dimension,
  operator: Indicator['operator'],
  target: number,
  unit: string,
  weight: number,
  evidence: string,
];

export const indicators = (lines: readonly IndicatorLine[]): readonly Indicator[] =>
  lines.map(([name, dimension, operator, target, unit, weight, evidence]) => ({
    name,
    dimension,
    operator,
    target,
    unit,
    weight,
    evidence,
  }));

/** 预算执行率 stands first in every table, with its ten points. */
export const EXECUTION: Indicator = {
  name: '预算执行率',
  dimension: 'execution',
  operator: '>=',
  target: 95,
  unit: '%',
  weight: 10,
  evidence: '国库支付凭证与预算批复',
};
