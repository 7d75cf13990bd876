import type { Crowd } from '@unefois/tests/running/invented-household.ts'

/** What is delivered, to whom, and how they answer. */
export type Scenario = {
  readonly name: string
  /** Filed while it is measured, or all of it due before the agencies open. */
  readonly work: 'live' | 'drain'
  readonly agencies: 1 | 8
  readonly answersAfterMs: 0 | 100
  /** Notices in one request. */
  readonly batchSize: 1 | 50
  readonly crowd: Crowd
  /** Whether it is measured on Kafka too, unless asked for by name: the log lies before most of them. */
  readonly onKafka: boolean
}

/** Households, so that accepting them is the smaller part of the work: 10 deliveries a declaration, and 40. */
const crowds: Readonly<Record<Scenario['agencies'], Crowd>> = {
  1: { persons: 10, told: 'one' },
  8: { persons: 5, told: 'eight' },
}

const nameOf = ({ work, agencies, answersAfterMs, batchSize }: Omit<Scenario, 'name'>): string =>
  `${work}-${agencies}${answersAfterMs > 0 ? '-slow' : ''}${batchSize > 1 ? '-batches' : ''}`

const alsoOnKafka: readonly string[] = ['live-1', 'live-8', 'live-8-batches', 'drain-8']

const every = <Value>(values: readonly Value[]): readonly Value[] => values

/** Live and drained, one agency and eight, answering at once and after 100 ms, one by one and in batches of 50. */
export const scenarios: readonly Scenario[] = every<1 | 50>([1, 50]).flatMap((batchSize) =>
  every<0 | 100>([0, 100]).flatMap((answersAfterMs) =>
    every<'live' | 'drain'>(['live', 'drain']).flatMap((work) =>
      every<1 | 8>([1, 8]).map((agencies): Scenario => {
        const shape = { work, agencies, answersAfterMs, batchSize, crowd: crowds[agencies], onKafka: false }
        const name = nameOf(shape)
        return { ...shape, name, onKafka: alsoOnKafka.includes(name) }
      }),
    ),
  ),
)
