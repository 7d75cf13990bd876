import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registry } from '@unefois/agencies/registry.ts'
import { createApi } from '@unefois/assembly/create-api.ts'
import { type Foundations, openFoundations } from '@unefois/assembly/open-foundations.ts'
import { buildNotice } from '@unefois/broker/build-notice.ts'
import { bodyContext } from '@unefois/broker/freeze-body.ts'
import type { MetEvent } from '@unefois/broker/ports/deliveries.ts'
import { agencyId, type DeliveryId, type PersonEventId, type PersonId } from '@unefois/domain/ids.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { createMetrics } from '@unefois/runtime/metrics.ts'
import { deliveryWork } from '@unefois/store/deliveries-store.ts'
import { afterAll, beforeAll } from 'vitest'
import { feedRoutes } from './feed-routes.ts'
import { ownDeliveryRoutes } from './own-delivery-routes.ts'

const silent = { info: () => undefined, alarm: () => undefined, debug: () => undefined } as never

export type FedPlace = {
  readonly foundations: Foundations
  /** A request as an agency's account; the status and the body that came back. */
  ask(
    agency: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>
  /** Opens one delivery to an agency, due at once unless held. */
  deliver(agency: string, given?: { person?: PersonId; seq?: bigint; heldFor?: 'death' }): Promise<DeliveryId>
}

const open = async (url: string, closers: (() => Promise<unknown>)[]): Promise<FedPlace> => {
  const dataDir = await mkdtemp(join(tmpdir(), `unefois-fed-${randomBytes(3).toString('hex')}`))
  closers.push(() => rm(dataDir, { recursive: true, force: true }))
  const foundations = await openFoundations('partner', { UNEFOIS_DATA: dataDir, DATABASE_URL: url }, silent)
  closers.push(foundations.close)
  const api = await createApi({
    title: 'test',
    journal: silent,
    metrics: createMetrics('partner'),
    checks: [],
  })
  const accounts = demonstrationTokens(registry.map(({ id }) => id))
  const parts = { ...foundations, journal: silent, agencies: registry, accounts }
  feedRoutes(api, parts)
  ownDeliveryRoutes(api, parts)
  const address = await api.listen({ host: '127.0.0.1', port: 0 })
  closers.push(() => api.close())
  return {
    foundations,
    ask: async (agency, path, body) => {
      const answer = await fetch(address + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${agency.startsWith('demo-') ? agency : `demo-agency-${agency}`}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    },
    deliver: (agency, given) => deliver(foundations, agency, given ?? {}),
  }
}

const deliver = async (
  { pool, ids, vault }: Foundations,
  agency: string,
  given: Parameters<FedPlace['deliver']>[1] & {},
): Promise<DeliveryId> => {
  const declaration = ids.declaration()
  const delivery = ids.delivery()
  const person = given.person ?? ids.person()
  const key = vault.newKey(declaration)
  await pool.query('insert into declaration_keys (declaration_id, wrapped_key) values ($1, $2)', [
    declaration,
    key.wrapped,
  ])
  await pool.query(
    `insert into declarations (id, reference, kind, channel, account, content, submitted_at)
     values ($1, $2, 'address-change', 'web', 'x', '', now())`,
    [declaration, ids.reference()],
  )
  const event: MetEvent = {
    personEvent: ids.personEvent() as PersonEventId,
    declaration,
    person,
    personSeq: given.seq ?? 1n,
    kind: 'address-change',
    turn: 'declared',
    delivery: {
      id: delivery,
      holds: given.heldFor === undefined ? [] : [{ reason: given.heldFor, until: null }],
      turn: 'declared',
      follows: null,
      freeze: (sequence) =>
        key.seal(
          bodyContext(delivery),
          buildNotice(
            {
              delivery,
              agency: agencyId(agency),
              kind: 'address-change',
              type: 'unefois.address-change.v1',
              time: new Date(),
              subject: vault.personReference(agencyId(agency), person),
              sequence,
              payload: { effectiveOn: '2026-12-01' },
              replaces: null,
            },
            'https://une-fois.example',
          ),
        ),
    },
  }
  await deliveryWork(pool).open(agencyId(agency), [event])
  return delivery
}

/** The routes of feeds and of an agency's own log, on a database of their own. */
export const useFedAgency = (postgres: { readonly url: string }): (() => FedPlace) => {
  let place: FedPlace | null = null
  const closers: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    place = await open(postgres.url, closers)
  })
  afterAll(async () => {
    for (const close of closers.reverse()) await close()
  })
  return () => {
    if (place === null) throw new Error('nothing runs')
    return place
  }
}
