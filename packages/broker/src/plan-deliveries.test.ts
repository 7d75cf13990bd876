import { type Agency, notTold, told } from '@unefois/domain/agency.ts'
import type { AddressChangeView } from '@unefois/domain/declarations/address-change.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import { holdFor, type PlanningContext, planDeliveries } from './plan-deliveries.ts'

const both = { fr: 'texte', en: 'text' }
const agency = (id: string, entry: Agency['hears']['address-change']): Agency => ({
  id: agencyId(id),
  name: both,
  agreement: { basis: both, purpose: both, attributes: ['name', 'permis', 'newAddress'] },
  limits: { slots: 1, timeoutMs: 1, retryScheduleMs: [], acknowledgeWithinMs: 1 },
  hears: { 'address-change': entry },
})

const licences = agency('licences', {
  kind: 'address-change',
  attributes: ['name', 'permis', 'newAddress'],
  reasons: { 'holder-of-permis': both, 'no-permis': both },
  concern: ({ person }) => (person.identifiers.permis ? told('holder-of-permis') : notTold('no-permis')),
  transform: ({ person, move }) => ({
    name: person.name,
    permis: person.identifiers.permis,
    newAddress: move.newAddress,
  }),
  payload: { parse: (value) => value },
})
const silent = agency('silent', { code: 'register-holds-acts', text: both })

const address = { lines: ['1, rue A'], postalCode: 'G1A 1A1', country: 'CA' }
const view = (index: number, permis?: string): AddressChangeView => ({
  kind: 'address-change',
  index,
  person: {
    name: { surname: 'A', given: 'B' },
    birthDate: '1980-01-01',
    sex: 'X',
    identifiers: permis === undefined ? {} : { permis },
  },
  move: { effectiveOn: '2026-12-01', oldAddress: address, newAddress: address },
})

let made = 0
const context: PlanningContext = {
  submittedAt: new Date('2026-11-22T12:00:00Z'),
  holdWindowMs: 0,
  startOfDay: (day) => new Date(`${day}T05:00:00Z`),
  newDeliveryId: () => `delivery-${++made}` as DeliveryId,
}

test('there is one line for each person and agency, told or not, always with the reason', () => {
  const plan = planDeliveries([view(0, 'A123'), view(1)], [licences, silent], context)
  expect(plan.map(({ person, agency: id, told: is, reason }) => [person, id, is, reason])).toEqual([
    [0, 'licences', true, 'holder-of-permis'],
    [0, 'silent', false, 'register-holds-acts'],
    [1, 'licences', false, 'no-permis'],
    [1, 'silent', false, 'register-holds-acts'],
  ])
})

test('the attributes of a line are the keys of what would leave', () => {
  const [line] = planDeliveries([view(0, 'A123')], [licences], context)
  expect(line).toMatchObject({ attributes: ['name', 'permis', 'newAddress'] })
})

test('the hold that ends last is the one that counts, and one that has ended is none', () => {
  const at = (effectiveOn: string, holdWindowMs: number) => holdFor(effectiveOn, { ...context, holdWindowMs })
  expect(at('2026-11-22', 0)).toBeNull()
  expect(at('2025-12-01', 60_000)).toEqual({ reason: 'hold-window', until: new Date('2026-11-22T12:01:00Z') })
  expect(at('2026-12-01', 60_000)).toEqual({
    reason: 'effective-date',
    until: new Date('2026-12-01T05:00:00Z'),
  })
})
