/** How a result is wanted: for people, or as one JSON object for the next program. */
export interface Asked {
  readonly json?: boolean;
}
