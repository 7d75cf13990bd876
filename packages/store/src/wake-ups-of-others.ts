import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'

export type OthersOptions = {
  readonly url: string
  readonly onWake: (channel: string) => void
  /** After a loss: whatever others signalled meanwhile was missed. */
  readonly onReconnect: () => void
  readonly onFailure: ((error: Error) => void) | undefined
}

export type Others = {
  /** Resolves when connected, or when the first attempt has failed. */
  readonly firstAttempt: Promise<void>
  notify(channel: string): void
  close(): Promise<void>
}

const reconnectMs = { first: 50, most: 2_000 }
const notificationChannel = 'unefois_wake_ups'

/** The session through which programs on one database wake each other; opened again whenever it is lost. */
export function connectToOthers(options: OthersOptions): Others {
  const closing = new AbortController()
  const closed = new Promise<null>((resolve) => {
    closing.signal.addEventListener('abort', () => resolve(null), { once: true })
  })
  const first = Promise.withResolvers<void>()
  let sender: Sender | null = null

  async function stayConnected(): Promise<void> {
    let pauseMs = reconnectMs.first
    let before = false
    while (!closing.signal.aborted) {
      let session: Session | null = null
      try {
        session = await startSession(options)
        sender = notifying(session.client, options)
        if (before) options.onReconnect()
        before = true
        pauseMs = reconnectMs.first
        first.resolve()
        const lost = await Promise.race([session.over, closed])
        if (lost) options.onFailure?.(lost)
      } catch (error) {
        options.onFailure?.(asError(error))
      }
      sender = null
      first.resolve()
      await session?.client.end().catch(() => undefined)
      await wait(closing.signal.aborted ? 0 : pauseMs, undefined, { signal: closing.signal }).catch(
        () => null,
      )
      pauseMs = Math.min(pauseMs * 2, reconnectMs.most)
    }
  }

  const ended = stayConnected()
  return {
    firstAttempt: first.promise,
    notify: (channel) => sender?.(channel),
    async close() {
      closing.abort()
      await ended
    },
  }
}

type Sender = (channel: string) => void

/** One statement in flight; what is signalled meanwhile goes out in the next. */
function notifying(client: Client, options: OthersOptions): Sender {
  const toSend = new Set<string>()
  let sending = false

  async function send(): Promise<void> {
    if (sending) return
    sending = true
    try {
      while (toSend.size > 0) {
        const channels = [...toSend]
        toSend.clear()
        await client.query('select pg_notify($1, name) from unnest($2::text[]) name', [
          notificationChannel,
          channels,
        ])
      }
    } catch (error) {
      // The session's end brings the next one.
      options.onFailure?.(asError(error))
    } finally {
      sending = false
    }
  }

  return (channel) => {
    toSend.add(channel)
    void send()
  }
}

type Session = { readonly client: Client; readonly over: Promise<Error> }

async function startSession({ url, onWake }: OthersOptions): Promise<Session> {
  const client = new Client({
    connectionString: url,
    application_name: 'unefois-wake-ups',
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  })
  const over = new Promise<Error>((resolve) => {
    client.on('error', resolve)
    client.on('end', () => resolve(new Error('The connection for wake-ups has ended')))
  })
  await client.connect()
  try {
    // A hint needs no disk: a notifying transaction would otherwise wait for its own flush.
    const { rows } = await client.query<{ pid: number }>(
      `select pg_backend_pid() as pid, set_config('synchronous_commit', 'off', false)`,
    )
    // Our own come back to us too: local listeners have been woken already.
    client.on('notification', ({ processId, payload }) => {
      if (processId !== rows[0]?.pid && payload) onWake(payload)
    })
    await client.query(`listen ${notificationChannel}`)
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  return { client, over }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
