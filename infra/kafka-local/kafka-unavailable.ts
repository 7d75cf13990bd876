/** There is no way to run Kafka here; `message` is one line that says what is missing and what to install. */
export class KafkaUnavailable extends Error {
  override readonly name = 'KafkaUnavailable'
}
