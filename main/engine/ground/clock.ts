/** Time and randomness as the engine receives them, so that tests can decide both. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `task` after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
}

export interface Random {
  bytes(length: number): Buffer;
}
