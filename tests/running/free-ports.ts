import { createServer } from 'node:net'

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/**
 * The first of `count` free ports in a row, below the ephemeral range, where a client's own connection could take
 * one in between. Starts at random, so that test files side by side seldom meet.
 */
export const freePorts = async (count: number): Promise<number> => {
  for (let tries = 0; tries < 200; tries++) {
    const first = 10_000 + Math.floor(Math.random() * 20_000)
    const wanted = Array.from({ length: count }, (_, i) => first + i)
    const free = await Promise.all(wanted.map(canListen))
    if (free.every(Boolean)) return first
  }
  throw new Error(`no ${count} free ports in a row`)
}
