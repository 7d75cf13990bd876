import type { Endpoint } from './endpoints.ts'
import type { AttemptFailure } from './sender.ts'

/** What an endpoint said to being asked whether it wishes to receive (CloudEvents HTTP webhooks 1.0.2, section 4). */
export type Handshake = {
  /** Whether any HTTP answer came, whatever its status. */
  readonly answered: boolean
  /** Our origin or `*`; null when it does not consent. */
  readonly allowedOrigin: string | null
  readonly allowedRatePerMinute: number | null
  readonly failure: AttemptFailure | null
}

/** Never rejects. */
export type AskEndpoint = (endpoint: Endpoint, origin: string) => Promise<Handshake>
