import type { Admin, Kafka } from 'kafkajs'

export type SharedAdmin = {
  /** `work` may be done again, so it must be harmless to repeat. */
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

/** A coordinator that starts, or takes a group over, answers so for a second or two, and kafkajs does not ask again. */
const comingUp = new Set([
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
])
const comingUpPatienceMs = 5_000

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

  const once = async <T>(work: (admin: Admin) => Promise<T>): Promise<T> => {
    current ??= connect()
    const connection = current
    try {
      return await work(await connection)
    } catch (error) {
      if (error instanceof Error && connectionFailures.has(error.name)) drop(connection)
      throw error
    }
  }

  return {
    async use(work) {
      const deadline = performance.now() + comingUpPatienceMs
      for (;;) {
        try {
          return await once(work)
        } catch (error) {
          const type = (error as { type?: string }).type ?? ''
          if (!comingUp.has(type) || performance.now() > deadline) throw error
          await new Promise((resolve) => setTimeout(resolve, 150))
        }
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
