/** Topics of the event log. The number in a name changes when its records can no longer be read the old way. */
export const topics = {
  /** Person events of every kind, keyed by person, so that a person's events keep their order. */
  declarations: 'declarations.v1',
  /** What became of each delivery, for anyone who may listen. */
  deliveries: 'deliveries.v1',
  /** What a consumer could not read, with the cause. */
  deadLetters: 'dead-letters.v1',
} as const

/** Fixed when a topic is made: more partitions later would move persons to others and break their order. */
export const topicPartitions: ReadonlyMap<string, number> = new Map([
  [topics.declarations, 6],
  [topics.deliveries, 6],
  [topics.deadLetters, 1],
])
