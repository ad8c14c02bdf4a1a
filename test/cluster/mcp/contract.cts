/** What a client is asked to do, as JSON on its command line. */
export interface Assignment {
  readonly url: string;
  readonly sessions: number;
  /** How many calls a session makes, of these tools in turn. */
  readonly calls: number;
  readonly tools: string[];
  /** How many messages come beside the answers of a session, at least. */
  readonly notifications: number;
}

/** What a session came to, as JSON in a list that the client prints: the answers, and what ended it early. */
export interface Outcome {
  readonly answers: string[];
  readonly error?: string;
}
