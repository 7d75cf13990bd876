import { createServer } from 'node:net'

/**
 * A port of 127.0.0.1 that is free now. Below 32768: a client that polls a port of the ephemeral range can
 * connect to itself, and the broker then finds it taken.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = 15_000 + Math.floor(Math.random() * 17_000)
    if (await isFree(port)) return port
  }
  throw new Error('no free port between 15000 and 32000')
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
