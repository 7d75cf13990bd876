import type { AskEndpoint } from '@unefois/broker/ports/handshake.ts'
import { handshake } from './handshake.ts'

/** The driver of the broker's port: the handshake, without asking for a rate. */
export const askEndpoint: AskEndpoint = (endpoint, origin) =>
  handshake(endpoint, { origin, ratePerMinute: null })
