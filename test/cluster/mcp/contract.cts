/** The task of a client, as JSON on its command line. */
export interface Assignment {
  readonly url: string;
  readonly sessions: number;
  /** How many calls a session makes; it calls the tools in turn. */
  readonly calls: number;
  readonly tools: string[];
  /** The least number of notifications in a session. */
  readonly notifications: number;
}

/** The outcome of a session, in the JSON list that the client prints: the results, and the error that ended it early. */
export interface Outcome {
  readonly answers: string[];
  readonly error?: string;
}
