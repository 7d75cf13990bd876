import type { ActState } from '@unefois/domain/act.ts'
import { type Agency, type Hearing, notTold, told } from '@unefois/domain/agency.ts'
import type { AddressChangeView } from '@unefois/domain/declarations/address-change.ts'
import type { PersonView } from '@unefois/domain/declarations/declaration.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { lastHold } from '@unefois/domain/plan.ts'
import { expect, test } from 'vitest'
import { holdsFor, type PlanningContext, planDeliveries } from './plan-deliveries.ts'

const both = { fr: 'texte', en: 'text' }
const silence = { code: 'hears-moves-only', text: both }
const agency = (id: string, entry: Agency['hears']['address-change']): Agency => ({
  id: agencyId(id),
  name: both,
  agreement: { basis: both, purpose: both, attributes: ['name', 'permis', 'newAddress'] },
  limits: { slots: 1, timeoutMs: 1, retryScheduleMs: [], acknowledgeWithinMs: 1 },
  standing: 'agency',
  hears: { 'address-change': entry, birth: silence, death: silence },
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
  partners: [],
  isDeclarant: index === 0,
})

let made = 0
const context: PlanningContext = {
  submittedAt: new Date('2026-11-22T12:00:00Z'),
  holdWindowMs: 0,
  quebec: {
    startOfDay: (day) => new Date(`${day}T05:00:00Z`),
    ageOn: (birthDate, day) => Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)),
  },
  newDeliveryId: () => `delivery-${++made}` as DeliveryId,
}

test('there is one line for each person and agency, told or not, always with the reason', () => {
  const plan = planDeliveries(
    [view(0, 'A123'), view(1)],
    { agencies: [licences, silent], withoutAgreement: [] },
    context,
  )
  expect(plan.map(({ person, agency: id, told: is, reason }) => [person, id, is, reason])).toEqual([
    [0, 'licences', true, 'holder-of-permis'],
    [0, 'silent', false, 'register-holds-acts'],
    [1, 'licences', false, 'no-permis'],
    [1, 'silent', false, 'register-holds-acts'],
  ])
})

test('the attributes of a line are the keys of what would leave', () => {
  const [line] = planDeliveries([view(0, 'A123')], { agencies: [licences], withoutAgreement: [] }, context)
  expect(line).toMatchObject({ attributes: ['name', 'permis', 'newAddress'] })
})

const hearing = licences.hears['address-change'] as Hearing
const holds = (of: PersonView, holdWindowMs = 0, as: Hearing = hearing) =>
  holdsFor(of, as, { ...context, holdWindowMs })

test('a hold window and a future day hold until their instants; one that has passed does not', () => {
  const past = { ...view(0), move: { ...view(0).move, effectiveOn: '2025-12-01' } }
  expect(holds(past)).toEqual([])
  expect(holds(past, 60_000)).toEqual([{ reason: 'hold-window', until: new Date('2026-11-22T12:01:00Z') }])
  expect(lastHold(holds(view(0), 60_000))).toEqual({
    reason: 'effective-date',
    until: new Date('2026-12-01T05:00:00Z'),
  })
})

test('whatever would leave while the agency is closed is held for the calendar, to the end of the closing', () => {
  const past = { ...view(0, 'A123'), move: { ...view(0).move, effectiveOn: '2025-12-01' } }
  const closing = (from: string, until: string) => ({ from: new Date(from), until: new Date(until) })
  const closings = [
    closing('2026-11-22T11:00:00Z', '2026-11-23T05:00:00Z'),
    closing('2026-12-01T05:00:00Z', '2026-12-03T05:00:00Z'),
  ]
  const shown = (of: PersonView) => {
    const closed = { ...context, closings: new Map([[licences.id, closings]]) }
    const [line] = planDeliveries([of], { agencies: [licences], withoutAgreement: [] }, closed)
    return line?.told === true ? lastHold(line.holds) : null
  }
  expect(shown(past)).toEqual({ reason: 'calendar', until: closings[0]?.until })
  expect(shown(view(0, 'A123'))).toEqual({ reason: 'calendar', until: closings[1]?.until })
})

test('an adult who moves along is waited for, a minor is not, and who refuses is not told', () => {
  const adult = { ...view(1, 'A123'), move: { ...view(1).move, effectiveOn: '2026-01-01' } }
  const minor = { ...adult, person: { ...adult.person, birthDate: '2015-01-01' } }
  const consented = (given: boolean) => ({
    ...adult,
    person: { ...adult.person, consent: { given, method: 'sms', at: '' } },
  })
  expect(holds(adult)).toEqual([{ reason: 'consent', until: null }])
  expect(holds(minor)).toEqual([])
  expect(holds(consented(true))).toEqual([])
  expect(
    planDeliveries([consented(false)], { agencies: [licences], withoutAgreement: [] }, context),
  ).toMatchObject([{ told: false, reason: 'consent-refused' }])
})

test('of a birth the registrar is told at concordance, everybody else once the act is in the register', () => {
  const birth = (state: ActState): PersonView => ({
    kind: 'birth',
    index: 0,
    child: { name: { surname: 'A', given: 'B' }, sex: 'X', birthDate: '2026-11-01', birthPlace: 'Québec' },
    parents: [],
    constat: { institutionCode: 'X', place: 'Québec', date: '2026-11-01', time: '00:00', sex: 'X' },
    act: { state },
    sharing: { requested: false, recipients: [] },
  })
  const registrar: Hearing = { ...hearing, toldFrom: 'concordance' }
  const waits = (state: ActState, as: Hearing) =>
    holds(birth(state), 0, as).some(({ reason }) => reason === 'act')
  for (const state of ['constat-seul', 'declaration-seule', 'enquete'] as const) {
    expect([waits(state, registrar), waits(state, hearing)]).toEqual([true, true])
  }
  expect([waits('concordance', registrar), waits('concordance', hearing)]).toEqual([false, true])
  expect([waits('inscrit', registrar), waits('inscrit', hearing)]).toEqual([false, false])
})
