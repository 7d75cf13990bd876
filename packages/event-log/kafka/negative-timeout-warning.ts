let silenced = false

/**
 * kafkajs 2.2.4 sets timers that lie in the past, and Node 24 warns of it once in each program
 * (https://github.com/tulios/kafkajs/issues/1751). The timers fire at once, as they should. Drops that warning
 * when it comes from kafkajs; every other warning passes.
 */
export function silenceNegativeTimeoutWarning(): void {
  if (silenced) return
  silenced = true
  const emit = process.emitWarning.bind(process)
  const filtered = (warning: string | Error, ...rest: unknown[]): void => {
    if (rest[0] === 'TimeoutNegativeWarning' && isFromKafkajs(new Error().stack)) return
    Reflect.apply(emit, process, [warning, ...rest])
  }
  process.emitWarning = filtered
}

export const isFromKafkajs = (stack: string | undefined): boolean =>
  /[\\/]kafkajs[\\/]src[\\/]/.test(stack ?? '')
