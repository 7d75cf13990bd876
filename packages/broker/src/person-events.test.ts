import { randomUUID } from 'node:crypto'
import type { Birth } from '@unefois/domain/declarations/birth.ts'
import {
  agencyId,
  type DeclarationId,
  type DeliveryId,
  type PersonEventId,
  type PersonId,
} from '@unefois/domain/ids.ts'
import type { Plan, PlanLine } from '@unefois/domain/plan.ts'
import { expect, test } from 'vitest'
import { correctedEvents } from './person-events.ts'
import type { Ids } from './ports/clock.ts'
import type { SealingKey, Vault } from './ports/vault.ts'
import { openPersonEvent } from './sealed-content.ts'

const ids: Ids = {
  declaration: () => randomUUID() as DeclarationId,
  personEvent: () => randomUUID() as PersonEventId,
  delivery: () => randomUUID() as DeliveryId,
  person: () => randomUUID() as PersonId,
  reference: () => {
    throw new Error('no reference is made here')
  },
}
// What is sealed here is read here: the vault has tests of its own.
const key: SealingKey = {
  wrapped: Buffer.alloc(0),
  seal: (_context, plain) => plain,
  open: (_context, sealed) => sealed,
}
const vault = {
  identifierHash: (scheme: string, value: string) => Buffer.from(`${scheme}:${value}`),
} as Vault

const birth = (state: 'concordance' | 'inscrit'): Birth => ({
  kind: 'birth',
  channel: 'registry',
  language: 'fr',
  act: { state },
  constat: { institutionCode: 'X', place: 'Québec', date: '2026-11-01', time: '00:00', sex: 'X' },
  child: { name: { surname: 'A', given: 'B' }, sex: 'X', birthDate: '2026-11-01', birthPlace: 'Québec' },
  parents: [],
  sharing: { requested: false, recipients: [] },
})

const told = (agency: string, delivery: string): PlanLine => ({
  person: 0,
  agency: agencyId(agency),
  told: true,
  reason: 'because',
  services: [],
  delivery: delivery as DeliveryId,
  attributes: [],
  holds: [],
})
const untold = (agency: string, reason: string): PlanLine => ({
  person: 0,
  agency: agencyId(agency),
  told: false,
  reason,
  services: [],
})

const followingOf = (before: Plan, now: Plan) => {
  const earlier = {
    declaration: birth('concordance'),
    plan: before,
    persons: new Map([[0, { person: ids.person(), deliveries: [] }]]),
  }
  const [event] = correctedEvents(
    { ids, vault },
    { earlier, later: { declaration: birth('inscrit'), plan: now } },
    key,
  )
  if (event === undefined) throw new Error('nobody is corrected')
  return openPersonEvent(key, event.id, event.content).following.map(({ agency, previous }) => [
    agency,
    previous,
  ])
}

test('who was told is corrected, and who is no longer told is taken back', () => {
  const before = [told('ramq', 'one'), told('rrq', 'two')]
  expect(followingOf(before, [told('ramq', 'three'), untold('rrq', 'no-nas')])).toEqual([
    ['ramq', 'one'],
    ['rrq', 'two'],
  ])
})

test('the registrar that has drawn up the act is not told to take it back when the rest is corrected', () => {
  const before = [told('etat-civil', 'one'), told('ramq', 'two')]
  const now = [untold('etat-civil', 'source-of-the-act'), told('ramq', 'three')]
  expect(followingOf(before, now)).toEqual([['ramq', 'two']])
})
