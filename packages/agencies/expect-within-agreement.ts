import fc from 'fast-check'
import { expect } from 'vitest'
import { arbitraryView } from './arbitrary-view.ts'
import type { SpokenHearing } from './hears.ts'
import type { RegisteredAgency } from './registered-agency.ts'
import { whenReleased } from './when-released.ts'

/** Of generated persons: nothing leaves that is not in the schema, the hearing and the agreement alike. */
export const expectWithinAgreement = (agency: RegisteredAgency, hearing: SpokenHearing): void => {
  const allowed: readonly string[] = agency.agreement.attributes.filter((each) =>
    hearing.attributes.includes(each),
  )
  fc.assert(
    fc.property(arbitraryView(hearing.kind, agency.id), (view) => {
      const concern = hearing.concern(view)
      expect(Object.keys(hearing.reasons)).toContain(concern.reason)
      expect(concern.told).toBe(concern.reason in hearing.toldWhen)
      if (!concern.told) return
      const payload = hearing.transform(whenReleased(hearing, view))
      expect(hearing.payload.parse(payload)).toEqual(payload)
      expect(allowed).toEqual(expect.arrayContaining(Object.keys(payload)))
      // The plan is made while the act may still be under way: what it shows is what will leave.
      expect(Object.keys(hearing.transform(view))).toEqual(Object.keys(payload))
    }),
  )
}
