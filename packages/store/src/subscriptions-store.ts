import type { Subscriptions, SubscriptionTerms } from '@unefois/broker/ports/subscriptions.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Subscription, SubscriptionFilter, SubscriptionsByAgency } from '@unefois/domain/subscription.ts'
import type { Pool } from 'pg'

export type SubscriptionParts = {
  readonly pool: Pool
  readonly wakeUps: Pick<WakeUps, 'signal' | 'listen'>
  /** UUIDv7. */
  readonly newId: () => string
}

/** Milliseconds. Hints make changes known at once; this bounds what a lost hint costs. */
const freshMs = 2_000

type Row = Omit<Subscription, 'filter'> & SubscriptionFilter & { readonly removed: boolean }

const columns = `
  id, agency, kinds, purpose, attributes, municipalities, provinces, state, created_at as "createdAt",
  removed_at is not null as removed`

const toSubscription = (row: Row): Subscription => ({
  id: row.id,
  agency: row.agency,
  kinds: row.kinds,
  purpose: row.purpose,
  attributes: row.attributes,
  filter: { municipalities: row.municipalities, provinces: row.provinces },
  state: row.state,
  createdAt: row.createdAt,
})

const valuesOf = ({ kinds, purpose, attributes, filter, state }: SubscriptionTerms): readonly unknown[] => [
  kinds,
  purpose,
  attributes,
  filter.municipalities,
  filter.provinces,
  state,
]

/** Audited in the same statement as what it is about, which comes before it as `changed`. */
const audited = (code: string, actor: string): string => `
  insert into audit_log (at, code, actor, agency, facts)
  select now(), '${code}', ${actor}, agency,
         jsonb_build_object('subscription', id, 'kinds', kinds, 'state', state) from changed`

type Kept = Pick<Subscriptions, 'current'> & {
  /** This program changed something: it and the others read anew. */
  told(): void
}

const keptSubscriptions = ({ pool, wakeUps }: SubscriptionParts): Kept => {
  let kept: { readonly at: number; readonly reading: Promise<SubscriptionsByAgency> } | null = null
  const forget = (): void => {
    kept = null
  }
  wakeUps.listen('subscriptions', forget)
  return {
    current: async () => {
      if (kept === null || performance.now() > kept.at + freshMs)
        kept = { at: performance.now(), reading: readCurrent(pool) }
      try {
        return await kept.reading
      } catch (error) {
        forget()
        throw error
      }
    },
    told: () => {
      forget()
      wakeUps.signal('subscriptions')
    },
  }
}

export const subscriptionsStore = (parts: SubscriptionParts): Subscriptions => {
  const { pool, newId } = parts
  const { current, told } = keptSubscriptions(parts)
  const select = async (where: string, values: readonly unknown[]): Promise<readonly Subscription[]> => {
    const { rows } = await pool.query<Row>(
      `select ${columns} from subscriptions where ${where} order by id`,
      [...values],
    )
    return rows.map(toSubscription)
  }
  const find: Subscriptions['find'] = async ({ agency, id }) =>
    (await select('agency = $1 and id = $2 and removed_at is null', [agency, id]))[0] ?? null

  return {
    current,
    find,
    ofAgency: (agency) => select('agency = $1 and removed_at is null', [agency]),

    make: async (agency, terms, by) => {
      const id = newId()
      await pool.query(
        `with changed as (
           insert into subscriptions (id, agency, kinds, purpose, attributes, municipalities, provinces, state)
           values ($1, $2, $4, $5, $6, $7, $8, $9) returning id, agency, kinds, state
         ) ${audited('subscription.made', '$3')}`,
        [id, agency, by.id, ...valuesOf(terms)],
      )
      told()
      const made = await find({ agency, id })
      if (made === null) throw new Error('a subscription was removed while it was made')
      return made
    },

    change: async ({ agency, id }, terms, by) => {
      const { rowCount } = await pool.query(
        `with changed as (
           update subscriptions
              set kinds = $4, purpose = $5, attributes = $6, municipalities = $7, provinces = $8, state = $9
            where id = $1 and agency = $2 and removed_at is null returning id, agency, kinds, state
         ) ${audited('subscription.changed', '$3')}`,
        [id, agency, by.id, ...valuesOf(terms)],
      )
      if (rowCount !== 1) return null
      told()
      return find({ agency, id })
    },

    remove: async ({ agency, id }, by) => {
      const { rowCount } = await pool.query(
        `with changed as (
           update subscriptions set removed_at = now()
            where id = $1 and agency = $2 and removed_at is null returning id, agency, kinds, state
         ) ${audited('subscription.removed', '$3')}`,
        [id, agency, by.id],
      )
      if (rowCount === 1) told()
      return rowCount === 1
    },
  }
}

/** A partner that has removed them all is there, with none. */
const readCurrent = async (pool: Pool): Promise<SubscriptionsByAgency> => {
  const { rows } = await pool.query<Row>(`select ${columns} from subscriptions order by id`)
  const byAgency: ReadonlyMap<AgencyId, readonly Row[]> = Map.groupBy(rows, ({ agency }) => agency)
  return new Map(
    [...byAgency].map(([agency, own]) => [agency, own.filter(({ removed }) => !removed).map(toSubscription)]),
  )
}
