import { randomBytes } from 'node:crypto'
import { arbitraryView } from '@unefois/agencies/arbitrary-view.ts'
import { registry } from '@unefois/agencies/registry.ts'
import { newIds } from '@unefois/assembly/new-ids.ts'
import { bodyContext, prepareBody } from '@unefois/broker/freeze-body.ts'
import { hearingOf, type PlanningContext, planDeliveries } from '@unefois/broker/plan-deliveries.ts'
import { type Attribute, attributes } from '@unefois/domain/attribute.ts'
import type { Kind, PersonView } from '@unefois/domain/declarations/declaration.ts'
import { kinds } from '@unefois/domain/declarations/declaration.ts'
import type { AgencyId, PersonId } from '@unefois/domain/ids.ts'
import { ageOn, startOfQuebecDay } from '@unefois/quebec/quebec-time.ts'
import { openVault } from '@unefois/vault/open-vault.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const vault = openVault(randomBytes(32))
const now = new Date('2026-11-22T15:00:00Z')
const partners = registry.filter(({ standing }) => standing === 'partner')

const contextWith = (agency: AgencyId, kind: Kind, wished: readonly Attribute[]): PlanningContext => ({
  submittedAt: now,
  holdWindowMs: 0,
  quebec: { startOfDay: startOfQuebecDay, ageOn },
  newDeliveryId: newIds.delivery,
  subscriptions: new Map([
    [
      agency,
      [
        {
          id: 's',
          agency,
          kinds: [kind],
          purpose: 'p',
          attributes: wished,
          filter: { municipalities: null, provinces: null },
          state: 'active',
          createdAt: now,
        },
      ],
    ],
  ]),
})

/** What leaves, as frozen at its release. */
const leaving = (agency: (typeof registry)[number], view: PersonView, context: PlanningContext) => {
  const lines = planDeliveries([view], { agencies: [agency], withoutAgreement: [] }, context)
  const [line] = lines
  if (line?.told !== true) return null
  const declaration = newIds.declaration()
  const key = vault.newKey(declaration)
  const content = { view, lines, turn: 'declared', following: [] } as const
  const released = {
    id: line.delivery,
    declaration,
    person: newIds.person() as PersonId,
    heard: null,
    content,
    key,
  }
  const sealed = prepareBody(
    { vault, publicUrl: 'https://x', clock: { now: () => now } },
    agency,
    released,
  )(1n)
  const body = JSON.parse(key.open(bodyContext(line.delivery), sealed).toString()) as { data: object }
  return { line, sent: Object.keys(body.data) }
}

for (const agency of partners)
  for (const kind of kinds) {
    const hearing = hearingOf(agency, kind)
    if (hearing === null) continue
    test(`whatever ${agency.id} subscribes to of a ${kind}, it gets that and no more, and what it gets is valid`, () => {
      const wishedOf = fc.subarray([...attributes])
      // The state in which births and deaths are told: anything before would not be released.
      const view = arbitraryView(kind, agency.id).map((given) =>
        given.kind === 'address-change'
          ? given
          : { ...given, act: { state: 'inscrit', number: '1', registeredOn: '2026-11-22' } },
      )
      let told = 0
      fc.assert(
        fc.property(view, wishedOf, (given, wished) => {
          const left = leaving(agency, given as PersonView, contextWith(agency.id, kind, wished))
          if (left === null) return
          told++
          const { required = [] } = hearing
          const all = Object.keys(hearing.transform(given as PersonView))
          const expected = all.filter((one) => [...wished, ...required].includes(one as Attribute))
          expect(left.line.attributes).toEqual(expected)
          expect(left.sent).toEqual(expected)
        }),
        { numRuns: 150 },
      )
      expect(told).toBeGreaterThan(0)
    })
  }
