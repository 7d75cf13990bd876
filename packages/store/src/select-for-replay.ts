import type { ReplayFilter } from '@unefois/broker/ports/replays.ts'
import { type DeliveryState, isFinal } from '@unefois/domain/delivery.ts'

export type Selection = {
  /** `from … where …`, in which `one.id`, `one.agency` and `one.reason` are the delivery's. */
  readonly sql: string
  readonly values: readonly unknown[]
}

/** Unfinished ones are read from the small table alone, unless the filter asks for what only the history knows. */
const source = (state: DeliveryState, withHistory: boolean): string => {
  const history = ' join deliveries d on d.id = one.id join declarations x on x.id = d.declaration_id'
  if (!isFinal(state)) return `delivery_work one${withHistory ? history : ''}`
  return `(select o.id, o.state, o.reason, p.agency, p.person_id
             from delivery_outcomes o join deliveries p on p.id = o.id where p.sequence is not null) one${history}`
}

/**
 * An id says when its delivery was planned, and so which months of history need not be looked into. What was opened is
 * that much older at most: the event log forgets after half of it.
 */
const longestLag = `interval '30 days'`

/**
 * What a filter finds, as SQL. Of the unfinished ones what waits for a condition (a death, a consent) is left out: it
 * shows as held, and putting it back would not send it.
 */
export const selectForReplay = (filter: ReplayFilter): Selection => {
  const { state = 'parked', agency, reason, kind, since, until, reference, declaration, person } = filter
  const ofHistory: readonly (readonly [string, unknown])[] = [
    ['d.kind =', kind],
    ['d.opened_at >=', since],
    ['d.opened_at <', until],
    ['x.reference =', reference],
    ['d.declaration_id =', declaration],
  ]
  const withHistory = ofHistory.some(([, value]) => value !== undefined)
  const asked = [
    ['one.state =', state] as const,
    ['one.agency =', agency] as const,
    ['one.reason =', reason] as const,
    ['one.person_id =', person] as const,
    ...ofHistory,
  ].filter(([, value]) => value !== undefined)
  const conditions = asked.map(([sql], i) => `${sql} $${i + 1}`)
  asked.forEach(([sql], i) => {
    if (sql === 'd.opened_at >=')
      conditions.push(`one.id >= first_id_of($${i + 1}::timestamptz - ${longestLag})`)
    if (sql === 'd.opened_at <')
      conditions.push(`one.id < first_id_of($${i + 1}::timestamptz + interval '1 minute')`)
  })
  if (!isFinal(state)) conditions.push(`one.waits_for = '{}'`, 'not one.forced', 'one.superseded_by is null')
  return {
    sql: `from ${source(state, withHistory)} where ${conditions.join(' and ')}`,
    values: asked.map(([, value]) => value),
  }
}
