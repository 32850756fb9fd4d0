/** A share as a percentage with one decimal; a dash where there is nothing to share. */
export const share = (part: number, of: number): string =>
  of === 0 ? '—' : `${((part / of) * 100).toFixed(1)}%`;

/** 节约率 of contracts against estimates. */
export const savingRate = ({
  estimateFen,
  contractFen,
}: {
  readonly estimateFen: number;
  readonly contractFen: number;
}): string => share(estimateFen - contractFen, estimateFen);
