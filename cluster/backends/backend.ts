/** The server that a pod runs. */
export interface Backend {
  /** Whether it listens on every address of the machine. Each of its pods then needs its own port. */
  readonly everyAddress?: boolean;
  start(address: string, port: number, pod: string): Promise<RunningBackend>;
}

export interface RunningBackend {
  /** Stops at once, like a killed process: connections break, and new ones are refused. */
  kill(): Promise<void>;
}
