export const attemptFailures = ['timed-out', 'gone'] as const
