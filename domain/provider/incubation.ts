import type { RegionCode } from '../kernel/brand.ts';
import { cite } from '../kernel/law.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, sumFen } from '../kernel/money.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';

/** 培育阶段 of a local body that learns to contract (方案（八）); the stages are our design (D). */
export const INCUBATION_STAGES = ['registered', 'trained', 'trial', 'graduated'] as const;
export type IncubationStage = (typeof INCUBATION_STAGES)[number];

/** 培训记录 one training that a provider's people attended. */
export interface Training {
  readonly on: LocalDate;
  readonly topic: string;
  readonly hours: number;
  readonly people: number;
}

/** 培育档案 what counts for the next stage. */
export interface Incubation {
  readonly stage: IncubationStage;
  readonly trainings: readonly Training[];
  /** 承接能力 catalogue codes the provider can deliver. */
  readonly capabilities: readonly string[];
  /** 试点项目 small projects that were accepted. */
  readonly acceptedTrials: number;
}

/** 地区培育标准 (D) */
export interface IncubationRegion {
  readonly trainingHours: number;
  readonly acceptedTrials: number;
}

const refusal = refusalsOf({
  NotReady: {
    rule: 'PV-04',
    citation: cite('workPlan', '（八）', 'S'),
    message: text('尚未达到下一培育阶段的条件。', 'What the next stage asks for is not there yet.'),
    remedy: text('请按所示条件补足。', 'Make up what is shown.'),
  },
});

/** 进入下一阶段 the file one stage on, or what is missing. Being incubated never gives points in a procedure (SUP-11, SUP-12). */
export function nextStage(incubation: Incubation, region: IncubationRegion): Result<Incubation> {
  const { stage, trainings, capabilities, acceptedTrials } = incubation;
  const hours = trainings.reduce((sum, one) => sum + one.hours, 0);
  switch (stage) {
    case 'registered':
      return hours >= region.trainingHours
        ? accept({ ...incubation, stage: 'trained' })
        : refuse(refusal('NotReady', { hours, needed_hours: region.trainingHours }));
    case 'trained':
      return capabilities.length > 0
        ? accept({ ...incubation, stage: 'trial' })
        : refuse(refusal('NotReady', { capabilities: 0 }));
    case 'trial':
      return acceptedTrials >= region.acceptedTrials
        ? accept({ ...incubation, stage: 'graduated' })
        : refuse(refusal('NotReady', { accepted_trials: acceptedTrials, needed: region.acceptedTrials }));
    case 'graduated':
      return refuse(refusal('NotReady', { stage }));
  }
}

/** 本地承接占比 contracts and money that went to providers registered in a region: counted, never asked for. */
export function localShare(
  contracts: readonly { readonly registeredIn: RegionCode; readonly valueFen: Fen }[],
  region: RegionCode,
): {
  readonly contracts: number;
  readonly localContracts: number;
  readonly valueFen: Fen;
  readonly localFen: Fen;
} {
  // Codes of divisions nest: a county's begins every code of its townships.
  const local = contracts.filter(({ registeredIn }) => registeredIn.startsWith(region));
  return {
    contracts: contracts.length,
    localContracts: local.length,
    valueFen: sumFen(contracts.map(({ valueFen }) => valueFen)),
    localFen: sumFen(local.map(({ valueFen }) => valueFen)),
  };
}
