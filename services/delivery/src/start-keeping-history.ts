import type { Foundations } from '@unefois/assembly/open-foundations.ts'
import { keepHistory } from '@unefois/broker/keep-history.ts'
import type { Retention } from '@unefois/broker/ports/history.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import type { Metrics } from '@unefois/runtime/metrics.ts'
import { keepPartitions } from '@unefois/store/keep-partitions.ts'
import { measureHistory } from './measure-history.ts'
import type { RetentionSettings } from './retention-settings.ts'

const retentionOf = (config: RetentionSettings): Retention => ({
  attemptsMs: config.UNEFOIS_KEEP_ATTEMPTS,
  deliveriesMs: config.UNEFOIS_KEEP_DELIVERIES,
  declarationsMs: config.UNEFOIS_KEEP_DECLARATIONS,
  auditMs: config.UNEFOIS_KEEP_AUDIT,
  idempotencyKeysMs: config.UNEFOIS_KEEP_IDEMPOTENCY_KEYS,
})

export type KeepingParts = {
  readonly foundations: Pick<Foundations, 'pool'>
  readonly journal: Journal
  readonly metrics: Metrics
  readonly config: RetentionSettings
}

/** Keeps the record from growing without end, for as long as the service runs. */
export const startKeepingHistory = ({
  foundations,
  journal,
  metrics,
  config,
}: KeepingParts): { stop(): Promise<void> } => {
  const stopping = new AbortController()
  const history = keepPartitions(foundations.pool, retentionOf(config))
  const keeping = keepHistory({ history, journal, onKept: measureHistory(metrics) }, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await keeping
    },
  }
}
