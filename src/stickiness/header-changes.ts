/** Changes of the headers of requests and responses. */
export interface HeaderChanges {
  readonly request?: HeaderModifier;
  readonly response?: HeaderModifier;
}

/** The lists of a header modifier filter. */
export interface HeaderModifier {
  readonly set?: readonly HeaderValue[];
  readonly add?: readonly HeaderValue[];
  readonly remove?: readonly string[];
}

export interface HeaderValue {
  readonly name: string;
  readonly value: string;
}
