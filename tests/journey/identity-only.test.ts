import { afterAll, beforeAll, describe } from 'vitest'
import { accountsOf } from './accounts.ts'
import { allInOnePlace } from './all-in-one-place.ts'
import { identityAndCalendars } from './conformance/identity-and-calendars.ts'
import type { Place } from './place.ts'

describe('x', () => {
  let place: Place | null = null
  beforeAll(async () => {
    place = await allInOnePlace()({ UNEFOIS_RETRY_SCHEDULE: 'PT0.4S,PT0.8S,PT1.2S', UNEFOIS_BREAKER: 'off' })
  })
  afterAll(async () => place?.dispose())
  identityAndCalendars(() => {
    if (place === null) throw new Error('x')
    return { place, ...accountsOf(place) }
  })
})
