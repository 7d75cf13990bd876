/** A replay as `Replay` has it. */
export const replayColumns = `
  id, state, filter, reason, rate_per_second as "ratePerSecond", requested_by as "requestedBy",
  requested_at as "requestedAt", approved_by as "approvedBy", ended_at as "endedAt", total, done, failed`
