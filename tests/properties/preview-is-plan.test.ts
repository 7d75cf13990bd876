import { randomBytes, randomUUID } from 'node:crypto'
import { arbitraryView } from '@unefois/agencies/arbitrary-view.ts'
import { registry } from '@unefois/agencies/registry.ts'
import { withoutAgreement } from '@unefois/agencies/without-agreement.ts'
import { newIds } from '@unefois/assembly/new-ids.ts'
import {
  previewDeclaration,
  type SubmitDependencies,
  submitDeclaration,
} from '@unefois/broker/1-submit-declaration.ts'
import { hearingOf } from '@unefois/broker/plan-deliveries.ts'
import type { Declaration, Kind, PersonView } from '@unefois/domain/declarations/declaration.ts'
import { viewsOf } from '@unefois/domain/declarations/declaration.ts'
import type { Plan } from '@unefois/domain/plan.ts'
import { ageOn, startOfQuebecDay } from '@unefois/quebec/quebec-time.ts'
import { openVault } from '@unefois/vault/open-vault.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/** Steps 1 on a record that accepts everything: what is planned is all that counts here. */
const dependencies: SubmitDependencies = {
  agencies: registry,
  withoutAgreement,
  clock: { now: () => new Date('2026-11-22T15:00:00Z') },
  ids: newIds,
  vault: openVault(randomBytes(32)),
  declarations: { accept: async () => ({ as: 'new' }) } as unknown as SubmitDependencies['declarations'],
  wakeUps: { signal: () => undefined },
  holdWindowMs: 60_000,
  quebec: { startOfDay: startOfQuebecDay, ageOn },
  calendars: { closings: async () => new Map() },
  subscriptions: { current: async () => new Map() },
}

const preview = previewDeclaration(dependencies)
const submit = submitDeclaration(dependencies)

const base = { channel: 'web', language: 'fr' } as const

/** The declaration that says just this of just this person. */
const declarationOf = (view: PersonView): Declaration => {
  switch (view.kind) {
    case 'address-change':
      return {
        ...base,
        kind: view.kind,
        move: view.move,
        persons: [view.person],
        declarant: { person: view.isDeclarant ? 0 : 1, contact: view.contact ?? {} },
        partners: view.partners,
      }
    case 'birth':
    case 'death':
      return { ...base, ...view, kind: view.kind } as Declaration
  }
}

const withoutIds = (plan: Plan) => plan.map((line) => ({ ...line, delivery: null }))

for (const kind of ['address-change', 'birth', 'death'] satisfies Kind[]) {
  test(`what is previewed of a ${kind} is what is planned, and the attributes are what would leave`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryView(kind, 'mess'), async (given) => {
        const view = given as PersonView
        const declaration = declarationOf(
          view.kind === 'death' ? ({ ...view, deceased: view.person } as unknown as PersonView) : view,
        )
        const filed = await submit({
          account: { id: 'somebody', role: 'clerk' },
          declaration,
          route: 'POST',
          idempotencyKey: randomUUID(),
          corrects: null,
          canonicalBody: '{}',
        })
        expect(withoutIds(await preview(declaration))).toEqual(withoutIds(filed.plan))

        const [seen] = viewsOf(declaration)
        for (const line of filed.plan) {
          const agency = registry.find(({ id }) => id === line.agency)
          if (!line.told || agency === undefined || seen === undefined) continue
          const payload = hearingOf(agency, kind)?.transform(seen) ?? {}
          expect(Object.keys(payload)).toEqual(line.attributes)
          for (const attribute of line.attributes) expect(agency.agreement.attributes).toContain(attribute)
        }
      }),
      { numRuns: 60 },
    )
  })
}
