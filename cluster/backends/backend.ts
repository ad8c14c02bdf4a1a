/** A program that a pod runs. */
export interface Backend {
  /** Whether it listens on every address of the machine, so that each pod needs a port of its own. */
  readonly everyAddress?: boolean;
  start(address: string, port: number, pod: string): Promise<RunningBackend>;
}

export interface RunningBackend {
  /** Ends at once, as a killed process does: connections break, and new ones are refused. */
  kill(): Promise<void>;
}
