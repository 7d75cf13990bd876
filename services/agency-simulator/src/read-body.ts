import type { IncomingMessage } from 'node:http'

const largest = 1024 * 1024

/** The whole body, null when it is larger than 1 MiB (the rest is let through unread). Rejects when it breaks off. */
export const readBody = (request: IncomingMessage): Promise<Buffer | null> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= largest) chunks.push(chunk)
      else chunks.length = 0
    })
    request.on('end', () => resolve(length > largest ? null : Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => reject(new Error('the request broke off')))
  })
