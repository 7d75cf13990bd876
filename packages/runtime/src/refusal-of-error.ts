import { Refusal, type RefusalCode } from '@unefois/domain/refusal.ts'
import type { FastifyRequest } from 'fastify'

const refusalOfFastify: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'not-json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_NOT_FOUND: 'not-found',
  FST_ERR_BAD_URL: 'not-found',
}

/** What anything thrown while serving comes down to; a fault of ours unless it is known to be the caller's. */
export const refusalOfError = (error: unknown, request: FastifyRequest): Refusal => {
  if (error instanceof Refusal) return error
  // A caller who hung up in the middle of the body made no mistake of ours, and reads no answer.
  if (request.raw.errored !== null) return new Refusal('not-json', { cause: error })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = Object.hasOwn(refusalOfFastify, code) ? refusalOfFastify[code] : undefined
  return new Refusal(known ?? 'internal', { cause: error })
}
