/** What the objects of a construct are called. */
export interface ObjectNames {
  /** Of the first, from which the others have theirs. */
  readonly name?: string;
  readonly namespace?: string;
}
