import { createServer, type RequestListener, type Server } from 'node:http'

/** A port that can be closed, so that connections are refused, and opened again. */
export type ListeningPort = {
  /** Rejects, with the system's code, when another program has the port. */
  open(): Promise<void>
  /** At once: what is under way is cut off. */
  close(): Promise<void>
}

// Longer than any sender keeps an idle connection: the side that sends is the one that should close.
const keepAliveMs = 65_000

export const listeningPort = (
  { host, port }: { readonly host: string; readonly port: number },
  listener: RequestListener,
): ListeningPort => {
  let server: Server | null = null
  return {
    open: () =>
      new Promise((resolve, reject) => {
        if (server !== null) return resolve()
        const opening = createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: 0 }, listener)
        opening.once('error', reject)
        opening.listen({ host, port, backlog: 1024 }, () => {
          server = opening
          resolve()
        })
      }),
    close: () =>
      new Promise((resolve) => {
        const closing = server
        if (closing === null) return resolve()
        server = null
        closing.close(() => resolve())
        closing.closeAllConnections()
      }),
  }
}
