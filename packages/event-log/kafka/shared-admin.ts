import type { Admin, Kafka } from 'kafkajs'

export type SharedAdmin = {
  use<T>(work: (admin: Admin) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** After these the connection may be of no more use. */
const connectionFailures = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSNumberOfRetriesExceeded',
  'KafkaJSBrokerNotFound',
])

/** One administrative connection for everybody, made at the first use and again after it broke. */
export function sharedAdmin(kafka: Kafka): SharedAdmin {
  let current: Promise<Admin> | null = null

  const connect = async (): Promise<Admin> => {
    const admin = kafka.admin()
    await admin.connect()
    return admin
  }
  const drop = (broken: Promise<Admin>): void => {
    if (current === broken) current = null
    broken.then((admin) => admin.disconnect()).catch(() => undefined)
  }

  return {
    async use(work) {
      current ??= connect()
      const connection = current
      try {
        return await work(await connection)
      } catch (error) {
        if (error instanceof Error && connectionFailures.has(error.name)) drop(connection)
        throw error
      }
    },
    async close() {
      const connection = current
      current = null
      if (connection)
        await connection.then(
          (admin) => admin.disconnect(),
          () => undefined,
        )
    },
  }
}
