import { afterAll, beforeAll, describe } from 'vitest'
import { accountsOf } from './accounts.ts'
import { access } from './conformance/access.ts'
import { acknowledgements } from './conformance/acknowledgements.ts'
import { acts } from './conformance/acts.ts'
import { births } from './conformance/births.ts'
import { corrections } from './conformance/corrections.ts'
import { deaths } from './conformance/deaths.ts'
import { demonstration } from './conformance/demonstration.ts'
import { documentation } from './conformance/documentation.ts'
import { households } from './conformance/households.ts'
import { idempotency } from './conformance/idempotency.ts'
import { operations } from './conformance/operations.ts'
import { order } from './conformance/order.ts'
import { previewsAndHolds } from './conformance/previews-and-holds.ts'
import { privacy } from './conformance/privacy.ts'
import { refusals } from './conformance/refusals.ts'
import { restarts } from './conformance/restarts.ts'
import { simulatedModes } from './conformance/simulated-modes.ts'
import type { Where } from './conformance/where.ts'
import { wholeJourney } from './conformance/whole-journey.ts'
import { withdrawals } from './conformance/withdrawals.ts'
import type { Place, StartPlace } from './place.ts'

/** Four attempts in some two and a half seconds; without a breaker, so that each test finds every agency's open. */
const settings = { UNEFOIS_RETRY_SCHEDULE: 'PT0.4S,PT0.8S,PT1.2S', UNEFOIS_BREAKER: 'off' }

/** The whole journey through public doors, the same wherever it runs. */
export const journeyConformance = (name: string, start: StartPlace): void => {
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

    describe('the whole journey', () => {
      wholeJourney(where)
    })
    describe('previews and holds', () => {
      previewsAndHolds(where)
    })
    describe('idempotency', () => {
      idempotency(where)
    })
    describe('access', () => {
      access(where)
    })
    describe('refusals', () => {
      refusals(where)
    })
    describe('documentation', () => {
      documentation(where)
    })
    describe('acknowledgements', () => {
      acknowledgements(where)
    })
    describe('order', () => {
      order(where)
    })
    describe('births', () => {
      births(where)
    })
    describe('acts', () => {
      acts(where)
    })
    describe('deaths', () => {
      deaths(where)
    })
    describe('households', () => {
      households(where)
    })
    describe('corrections', () => {
      corrections(where)
    })
    describe('withdrawals', () => {
      withdrawals(where)
    })
    describe('operations', () => {
      operations(where)
    })
    describe('modes of the simulators', () => {
      simulatedModes(where)
    })
    describe('the demonstration', () => {
      demonstration(where)
    })
    describe('privacy', () => {
      privacy(where)
    })
    describe('restarts', () => {
      restarts(where, moved)
    })
  })
}
