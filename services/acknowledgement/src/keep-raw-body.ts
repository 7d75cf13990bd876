import { Transform } from 'node:stream'
import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The bytes as they came, where `keepRawBody` kept them: a body written anew has other bytes. */
    rawBody?: Buffer
  }
}

/** A `preParsing` hook: without a token, notes the bytes on their way to the parser, which keeps its limits. */
export const keepRawBody = async (
  request: FastifyRequest,
  _reply: unknown,
  payload: NodeJS.ReadableStream,
): Promise<NodeJS.ReadableStream> => {
  if (request.account !== null) return payload
  const chunks: Buffer[] = []
  const noted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk)
      done(null, chunk)
    },
    flush: (done) => {
      request.rawBody = Buffer.concat(chunks)
      done()
    },
  })
  payload.on('error', (error) => noted.destroy(error))
  return payload.pipe(noted)
}
