/** How a command ends: the closed set. The first ones are ours, the others those of sysexits.h and of shells. */
export const exitCodes = {
  done: 0,
  failed: 1,
  notFound: 2,
  needsAttention: 3,
  conflict: 4,
  usage: 64,
  badInput: 65,
  unreachable: 69,
  notUnderstood: 76,
  refused: 77,
  badSetting: 78,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
