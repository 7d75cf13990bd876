import { type Kafka, type Message, Partitioners, type RecordMetadata } from 'kafkajs'

/** One idempotent producer with its own sequence of batches, until it is given up. One send at a time. */
export type ProducerLine = {
  send(topic: string, messages: Message[]): Promise<RecordMetadata[]>
  /** Ends what is still being tried, and the connections; nothing can be sent any more. */
  abandon(): void
  close(): Promise<void>
}

class GivenUp extends Error {
  /** What kafkajs reads to decide whether to try again. */
  readonly retriable = false
}

export function producerLine(kafka: Kafka): ProducerLine {
  let abandoned = false
  let inFlight: Promise<unknown> = Promise.resolve()
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    // kafkajs asks it before every try: the one place where a send that nobody waits for can be ended.
    createPartitioner: () => {
      const murmur2 = Partitioners.DefaultPartitioner()
      return (choice) => {
        if (abandoned) throw new GivenUp('this send was given up')
        return murmur2(choice)
      }
    },
    // Longer than any deadline, but not for ever: an abandoned send must end while no broker is there.
    retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 120, factor: 0.2, multiplier: 2 },
  })
  let connection: Promise<void> | null = null

  const disconnect = async (): Promise<void> => {
    await inFlight.catch(() => undefined)
    await producer.disconnect()
  }

  return {
    send(topic, messages) {
      connection ??= producer.connect()
      const sending = connection.then(() => producer.send({ topic, messages, acks: -1 }))
      inFlight = sending
      return sending
    },
    abandon() {
      abandoned = true
      // Now, so that nothing more leaves; and again afterwards, because kafkajs reconnects in order to try again.
      producer
        .disconnect()
        .then(disconnect)
        .catch(() => undefined)
    },
    close: disconnect,
  }
}
