/** A request that was answered; `replayed` when it was answered before. */
export interface Performed<Result> {
  readonly result: Result;
  readonly replayed: boolean;
}
