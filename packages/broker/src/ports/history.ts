/** How long finished things stay, milliseconds. What is unfinished stays, however old. */
export type Retention = {
  /** Each attempt with its answer, from when its delivery was planned. */
  readonly attemptsMs: number
  /** Deliveries with what was sent, and their outcomes, from when they were planned. */
  readonly deliveriesMs: number
  /** Declarations with their keys and events, cases that were resolved and replays that have ended. */
  readonly declarationsMs: number
  readonly auditMs: number
  /** Answers to a repeated Idempotency-Key, from its use. */
  readonly idempotencyKeysMs: number
}

export type KeptHistory = {
  /** Pieces made for what is to come, or for rows that had none. */
  readonly made: number
  readonly dropped: readonly string[]
  /** Rows of small tables deleted one by one. */
  readonly deleted: number
  /** Expired pieces that stay because something in them is unfinished. */
  readonly waiting: readonly { readonly piece: string; readonly unfinished: number }[]
  /** Rows that belong to no piece: their ids come from a clock that is far off. Counted up to 10,000 a table. */
  readonly strays: readonly { readonly table: string; readonly rows: number }[]
}

/** History in pieces by time, that are dropped whole. */
export type History = {
  /** Null when another program is at it. */
  keep(): Promise<KeptHistory | null>
}
