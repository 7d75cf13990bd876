import { randomBytes, randomUUID } from 'node:crypto'
import { registry } from '@unefois/agencies/registry.ts'
import { withoutAgreement } from '@unefois/agencies/without-agreement.ts'
import { newIds } from '@unefois/assembly/new-ids.ts'
import { submitDeclaration } from '@unefois/broker/1-submit-declaration.ts'
import { openDeliveries } from '@unefois/broker/2-open-deliveries.ts'
import { bodyContext } from '@unefois/broker/freeze-body.ts'
import { freshDeliveries } from '@unefois/broker/fresh-deliveries.ts'
import type { DeliverySummary, DueDelivery } from '@unefois/broker/ports/deliveries.ts'
import type { StoredRecord } from '@unefois/broker/ports/event-log.ts'
import { personEventReader } from '@unefois/broker/read-person-event.ts'
import { topics } from '@unefois/broker/topics.ts'
import { wakeWaiting } from '@unefois/broker/wake-waiting.ts'
import { withdrawDeclaration } from '@unefois/broker/withdraw-declaration.ts'
import type { Account } from '@unefois/domain/account.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { Declaration } from '@unefois/domain/declarations/declaration.ts'
import type { DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'
import { ageOn, startOfQuebecDay } from '@unefois/quebec/quebec-time.ts'
import { declarationsStore } from '@unefois/store/declarations-store.ts'
import { deliveriesStore, deliveryWork } from '@unefois/store/deliveries-store.ts'
import { lanesStore } from '@unefois/store/lanes-store.ts'
import { openVault } from '@unefois/vault/open-vault.ts'
import type { Pool } from 'pg'
import type { Heard } from './agency-ledger.ts'
import { type LaneOwner, laneOwner } from './lane-owner.ts'

const clerk: Account = { id: 'demo-clerk', role: 'clerk', office: 'demo-civil-status' }
const operator: Account = { id: 'demo-operator', role: 'operator' }

/** Two that hear of moves and deaths, one of them only of holders of a permis; each tries three times, at once. */
export const agenciesByHand: readonly Agency[] = registry
  .filter(({ id }) => id === 'saaq' || id === 'rrq')
  .map((agency) => ({ ...agency, limits: { ...agency.limits, retryScheduleMs: [0, 0] } }))

/** Everything the steps need, wired to the real stores; nothing runs by itself. */
const openParts = (pool: Pool, alarms: string[]) => ({
  vault: openVault(randomBytes(32)),
  clock: { now: () => new Date() },
  ids: newIds,
  declarations: declarationsStore(pool, newIds.person),
  work: deliveryWork(pool),
  wakeUps: { signal: () => undefined },
  journal: { info: () => undefined, alarm: (code: string) => void alarms.push(code) },
  publicUrl: 'http://127.0.0.1:8080',
})

type Parts = ReturnType<typeof openParts>

/** 1 SUBMIT, and the end of a declaration. */
const people = (parts: Parts) => {
  const submit = submitDeclaration({
    ...parts,
    agencies: agenciesByHand,
    withoutAgreement,
    holdWindowMs: 0,
    calendars: { closings: async () => new Map() },
    subscriptions: { current: async () => new Map() },
    quebec: { startOfDay: startOfQuebecDay, ageOn },
  })
  const withdraw = withdrawDeclaration(parts)
  return {
    file: (declaration: Declaration, corrects: DeclarationId | null) =>
      submit({
        account: clerk,
        declaration,
        route: 'by hand',
        idempotencyKey: randomUUID(),
        corrects,
        canonicalBody: '{}',
      }),
    withdraw: (id: DeclarationId) => withdraw(clerk, id, 'by hand'),
  }
}

/** The log as the relay would write it, and 2 OPEN. */
const consumers = (pool: Pool, parts: Parts) => {
  const log = { publish: () => Promise.reject(new Error('a dead letter')) }
  const readPersonEvent = personEventReader(parts.vault)
  return {
    /** Where the log ends now. */
    end: async (): Promise<bigint> => {
      const { rows } = await pool.query<{ end: bigint }>(
        'select coalesce(max(position), 0) as end from outbox',
      )
      return rows[0]?.end ?? 0n
    },
    published: async (after: bigint): Promise<readonly StoredRecord[]> => {
      const { rows } = await pool.query<Pick<StoredRecord, 'key' | 'headers' | 'value' | 'offset'>>(
        'select position as offset, key, headers, value from outbox where position > $1 order by position',
        [after],
      )
      return rows.map((row) => ({ ...row, topic: topics.declarations, partition: 0 }))
    },
    open: (agency: Agency, records: readonly StoredRecord[]) =>
      openDeliveries(
        { ...parts, log, readPersonEvent, fresh: freshDeliveries() },
        agency,
      )({
        topic: topics.declarations,
        partition: 0,
        records,
      }),
  }
}

/** 3 ATTEMPT, but for the sending. */
const senders = (pool: Pool, parts: Parts) => {
  const lanes = lanesStore(pool, 600_000)
  return {
    /** The agency's lanes change hands; whatever the former owner had under way goes on without it. */
    own: async (agency: Agency, hear: (delivery: DueDelivery) => void): Promise<LaneOwner> => {
      await pool.query(`update lanes set owner = null, expires_at = '-infinity' where agency = $1`, [
        agency.id,
      ])
      await pool.query('delete from delivery_workers')
      const owned = await lanes.renew(randomUUID(), [agency.id])
      return laneOwner(parts.work, agency, { lanes: owned, hear })
    },
    tend: (agency: Agency, owner: LaneOwner) =>
      wakeWaiting(
        { ...parts, inHand: owner.inHand(), handedWithinMs: 0, ownedLanes: () => owner.lanes, closed: false },
        agency,
      ),
    /** What the agency reads. */
    noticeOf: ({ id, declaration, wrappedKey, frozenBody }: DueDelivery): Heard =>
      JSON.parse(
        parts.vault.openKey(declaration, wrappedKey).open(bodyContext(id), frozenBody).toString(),
      ) as Heard,
  }
}

/** The broker's own steps on real PostgreSQL, moved on by hand: nothing happens but what a test asks for. */
export const brokerByHand = (pool: Pool) => {
  const alarms: string[] = []
  const parts = openParts(pool, alarms)
  const deliveries = deliveriesStore(pool)
  return {
    ...people(parts),
    ...consumers(pool, parts),
    ...senders(pool, parts),
    /** What went wrong without stopping anything: none of it should. */
    alarms: (): readonly string[] => alarms,
    find: (id: DeliveryId) => deliveries.find(id),
    /** An operator sends what is parked, once the agency is up again. */
    replayParked: async (mine: (delivery: DeliverySummary) => boolean): Promise<number> => {
      const { items: all } = await deliveries.list({ state: 'parked' }, { after: null, limit: 500 })
      const items = all.filter(mine)
      for (const { id } of items)
        await deliveries.replay(id, { by: operator, reason: 'by hand', force: false })
      return items.length
    },
  }
}

export type BrokerByHand = ReturnType<typeof brokerByHand>
