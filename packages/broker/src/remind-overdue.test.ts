import type { Agency } from '@unefois/domain/agency.ts'
import { type AgencyId, agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import type { Endpoint } from './ports/endpoints.ts'
import type { Pause } from './ports/pauses.ts'
import type { Notice } from './ports/sender.ts'
import { remindAgency } from './remind-overdue.ts'

const day = 24 * 3_600_000
const saaq = { id: agencyId('saaq') } as Agency

/** Overdue deliveries in memory, a clock that is set, and a sender that keeps what it sends. */
const parts = (overdue: number, endpoint: Endpoint | null = { agency: saaq.id } as Endpoint) => {
  let now = new Date('2026-11-22T12:00:00.000Z')
  let ids = 0
  const paused = new Map<AgencyId, Pause>()
  const reminded = new Map<DeliveryId, Date>()
  const owed = Array.from({ length: overdue }, (_, i) => `delivery-${i}` as DeliveryId)
  const sent: Notice[] = []
  return {
    sent,
    paused,
    later: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    named: () =>
      sent.map(
        ({ body }) => (JSON.parse(body.toString()) as { data: { deliveries: string[] } }).data.deliveries,
      ),
    dependencies: {
      clock: { now: () => now },
      ids: { delivery: () => `own-${ids++}` as DeliveryId },
      publicUrl: 'https://une-fois.example',
      journal: { info: () => undefined, alarm: () => undefined },
      endpoints: { of: async () => endpoint },
      calendars: { closings: async () => new Map() },
      pauses: { paused: async () => paused },
      reminders: {
        take: async (_: unknown, { now: at, notSince }: { now: Date; notSince: Date }, limit: number) => {
          const due = owed.filter((id) => (reminded.get(id) ?? new Date(0)) < notSince).slice(0, limit)
          for (const id of due) reminded.set(id, at)
          return due
        },
      },
      sender: {
        send: async (_: unknown, notice: Notice) => {
          sent.push(notice)
          const nothing = { body: Buffer.alloc(0), retryAfterSeconds: null, asks: null, durationMs: 1 }
          return { status: 503, failure: 'throttled' as const, ...nothing }
        },
      },
    },
  }
}

test('what is overdue is named once a day, whether or not the notice got through', async () => {
  const one = parts(2)
  expect(await remindAgency(one.dependencies, saaq)).toBe(2)
  expect(await remindAgency(one.dependencies, saaq)).toBe(0)
  one.later(day - 1)
  expect(await remindAgency(one.dependencies, saaq)).toBe(0)
  one.later(2)
  expect(await remindAgency(one.dependencies, saaq)).toBe(2)
  expect(one.named()).toEqual([
    ['delivery-0', 'delivery-1'],
    ['delivery-0', 'delivery-1'],
  ])
})

test('each notice has an id of its own and names a hundred at most', async () => {
  const many = parts(250)
  expect(await remindAgency(many.dependencies, saaq)).toBe(250)
  expect(many.named().map((deliveries) => deliveries.length)).toEqual([100, 100, 50])
  expect(many.sent.map(({ id }) => id)).toEqual(['own-0', 'own-1', 'own-2'])
})

test('an agency that owes very much is not flooded in one look', async () => {
  const flood = parts(5_000)
  expect(await remindAgency(flood.dependencies, saaq)).toBe(1_000)
})

test('an agency that an operator has paused is reminded once it is resumed', async () => {
  const one = parts(2)
  one.paused.set(saaq.id, { reason: 'test', by: 'demo-operator', at: new Date() })
  expect(await remindAgency(one.dependencies, saaq)).toBe(0)
  expect(one.sent).toEqual([])
  one.paused.clear()
  expect(await remindAgency(one.dependencies, saaq)).toBe(2)
})

test('nothing is taken for an agency that has no endpoint', async () => {
  const feed = parts(2, null)
  expect(await remindAgency(feed.dependencies, saaq)).toBe(0)
  expect(feed.sent).toEqual([])
})
