import { afterAll, beforeAll, describe } from 'vitest'
import { accountsOf } from './accounts.ts'
import { access } from './conformance/access.ts'
import { acknowledgements } from './conformance/acknowledgements.ts'
import { acts } from './conformance/acts.ts'
import { batches } from './conformance/batches.ts'
import { births } from './conformance/births.ts'
import { corrections } from './conformance/corrections.ts'
import { deadLetters } from './conformance/dead-letters.ts'
import { deaths } from './conformance/deaths.ts'
import { demonstration } from './conformance/demonstration.ts'
import { documentation } from './conformance/documentation.ts'
import { feeds } from './conformance/feeds.ts'
import { formAndOrder } from './conformance/form-and-order.ts'
import { households } from './conformance/households.ts'
import { idempotency } from './conformance/idempotency.ts'
import { identityAndCalendars } from './conformance/identity-and-calendars.ts'
import { operations } from './conformance/operations.ts'
import { order } from './conformance/order.ts'
import { overseeing } from './conformance/overseeing.ts'
import { ownEndpoints } from './conformance/own-endpoints.ts'
import { previewsAndHolds } from './conformance/previews-and-holds.ts'
import { privacy } from './conformance/privacy.ts'
import { refusals } from './conformance/refusals.ts'
import { replays } from './conformance/replays.ts'
import { restarts } from './conformance/restarts.ts'
import { securedEndpoints } from './conformance/secured-endpoints.ts'
import { simulatedModes } from './conformance/simulated-modes.ts'
import { subscriptions } from './conformance/subscriptions.ts'
import type { Where } from './conformance/where.ts'
import { wholeJourney } from './conformance/whole-journey.ts'
import { withdrawals } from './conformance/withdrawals.ts'
import type { Place, StartPlace } from './place.ts'

/** Four attempts in some two and a half seconds; without a breaker, so that each test finds every agency's open. */
const settings = {
  UNEFOIS_RETRY_SCHEDULE: 'PT0.4S,PT0.8S,PT1.2S',
  UNEFOIS_BREAKER: 'off',
  // Where tests receive for an agency that has registered its own endpoint.
  UNEFOIS_ENDPOINT_ALLOW: '127.0.0.0/8',
}

/** In this order: the first finds every agency's ledger empty. */
const parts = {
  'the whole journey': wholeJourney,
  'previews and holds': previewsAndHolds,
  idempotency,
  access,
  refusals,
  documentation,
  acknowledgements,
  order,
  births,
  acts,
  deaths,
  households,
  corrections,
  withdrawals,
  'identity and calendars': identityAndCalendars,
  'form and order': formAndOrder,
  operations,
  overseeing,
  'replays of many': replays,
  'dead letters': deadLetters,
  'endpoints of their own': ownEndpoints,
  'endpoints behind certificates and tokens': securedEndpoints,
  'subscriptions of partners': subscriptions,
  'batches, and an endpoint that is gone': batches,
  'feeds and signed answers': feeds,
  'modes of the simulators': simulatedModes,
  'the demonstration': demonstration,
  privacy,
} satisfies Readonly<Record<string, (where: Where) => void>>

export type Part = keyof typeof parts

/**
 * The whole journey through public doors, the same wherever it runs; or some parts of it, where a place only puts
 * together what other places have been through whole.
 */
export const journeyConformance = (
  name: string,
  start: StartPlace,
  only: readonly Part[] = Object.keys(parts) as Part[],
): void => {
  describe(`the journey ${name}`, () => {
    let place: Place | null = null
    const where: Where = () => {
      if (place === null) throw new Error('nothing runs')
      return { place, ...accountsOf(place) }
    }
    const moved = (next: Place): void => {
      place = next
    }
    beforeAll(async () => moved(await start(settings)))
    afterAll(async () => place?.dispose())

    for (const part of only) {
      describe(`${part}`, () => {
        parts[part](where)
      })
    }
    describe('restarts', () => {
      restarts(where, moved)
    })
  })
}
