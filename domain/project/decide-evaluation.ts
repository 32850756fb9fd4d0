import type { DisclosureCommands } from '../disclosure/types.ts';
import { totalScore, weightsOf } from '../evaluation/score.ts';
import { DIMENSIONS } from '../evaluation/targets.ts';
import type { EvaluationCommands } from '../evaluation/types.ts';
import { invariant } from '../kernel/invariant.ts';
import { addMonths } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { refuse } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import { type Deciders, decided, outline, to, toEnd } from './decision.ts';
import { incoherent } from './flow-rules.ts';
import { heldBondFault } from './performance-faults.ts';

/** 绩效评价与公开: scoring against the frozen targets, publication, the file closed for fifteen years and more. */
export const evaluationDeciders: Deciders<
  Exclude<keyof EvaluationCommands, 'SetPerformanceTargets'> | keyof DisclosureCommands
> = {
  SelfEvaluate: ({ data: { selfEvaluation }, file }) => {
    const expected = file.targets?.indicators.length ?? 0;
    if (selfEvaluation.achieved.length !== expected) {
      return refuse(
        incoherent(
          text('实际值的个数与绩效指标不一致。', 'There must be one achieved value for each indicator.'),
          text(
            `请按顺序填写 ${expected} 个实际值。`,
            `Give ${expected} values in the order of the indicators.`,
          ),
          { expected, given: selfEvaluation.achieved.length },
        ),
      );
    }
    const next = to('evaluating', { step: 'evaluationReview' });
    return decided(outline('SelfEvaluated', { selfEvaluation }, next));
  },

  ReviewEvaluation: ({ data, file }) => {
    const { review } = data;
    const weights = weightsOf(file.targets?.indicators ?? []);
    const over = DIMENSIONS.find((dimension) => review.scores[dimension] > weights[dimension]);
    if (over) {
      return refuse(
        incoherent(
          text('某一维度得分超过其权重。', 'A score is higher than the weight of its dimension.'),
          text(`「${over}」最多 ${weights[over]} 分。`, `"${over}" gives ${weights[over]} points at most.`),
          { dimension: over, score: review.scores[over], weight: weights[over] },
        ),
      );
    }
    const next = to('evaluating', { step: 'resultPublication' });
    return decided(outline('EvaluationReviewed', { ...data, totalScore: totalScore(review.scores) }, next));
  },

  PublishResult: ({ data }) => decided(outline('ResultPublished', data, to('published'))),

  PublishDisclosure: ({ data: { kind, url }, file }) => {
    const item = file.disclosures.find((one) => one.kind === kind);
    if (item && item.publishedOn === null) return decided(outline('DisclosurePublished', { kind, url }));
    const why = item
      ? text(`该事项已于 ${item.publishedOn} 公开。`, `This item was published on ${item.publishedOn}.`)
      : text('该事项的内容尚未形成，不能公开。', 'What this item is about does not exist yet.');
    return refuse(
      incoherent(why, text('请选择尚未公开的事项。', 'Choose an item that is open.'), {
        kind,
        publishedOn: item?.publishedOn ?? null,
      }),
    );
  },

  ArchiveProject: ({ data: { archiveNo, keepYears }, file, today }) => {
    invariant(file.budget, 'An archived project had a budget');
    const fault = heldBondFault(file);
    if (fault) return refuse(fault);
    const keepUntil = addMonths(today, keepYears * 12);
    const releasedFen = fen(file.budget.committedFen);
    return decided(outline('ProjectArchived', { archiveNo, keepUntil, releasedFen }, toEnd('archived')));
  },
};
