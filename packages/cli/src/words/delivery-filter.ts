import type { GivenOptions } from './given-options.ts'
import type { OptionName } from './option-table.ts'
import { instantOf } from './typed-values.ts'

/** The options that choose among deliveries, to list them. */
export const filterOptions: readonly OptionName[] = [
  'agency',
  'state',
  'cause',
  'since',
  'until',
  'reference',
  'declaration',
  'person',
  'kind',
  'overdue',
]

/** Those that a replay may choose by, which are fewer: the service keeps a replay's filter with its reason. */
export const replayFilterOptions: readonly OptionName[] = filterOptions.filter(
  (name) => name !== 'person' && name !== 'overdue',
)

export type DeliveryFilter = Readonly<Record<string, string | boolean>>

/** Under the names of the list's query. `--cause` is its `reason`: ours is the reason of a decision. */
export const deliveryFilter = (options: GivenOptions, now: Date): DeliveryFilter => {
  const given = {
    agency: options.value('agency'),
    state: options.value('state'),
    reason: options.value('cause'),
    since: instantOf(options, 'since', now),
    until: instantOf(options, 'until', now),
    reference: options.value('reference'),
    declaration: options.value('declaration'),
    person: options.value('person'),
    kind: options.value('kind'),
    overdue: options.flag('overdue') || undefined,
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
