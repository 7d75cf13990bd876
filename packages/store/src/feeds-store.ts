import type { FeedPage, Feeds } from '@unefois/broker/ports/feeds.ts'
import { transitions } from '@unefois/domain/delivery.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'
import { giveFeedPage } from './give-feed-page.ts'
import { placeInFeed } from './place-in-feed.ts'
import { transaction } from './pool.ts'

/** After so many looks at items that turned out to be held back, a page is given empty. */
const looks = 5
/** The engine writes the same rows in an order of its own; PostgreSQL ends one of the two. */
const deadlock = '40P01'
const tries = 4

export const feedsStore = (pool: Pool): Feeds => ({
  pass: (agency, upTo, acknowledgeBy) => again(() => pass(pool, agency, { upTo, acknowledgeBy })),

  read: (agency, after, limit) =>
    again(() => transaction(pool, (client) => readPage(client, agency, { after, limit }))),

  notGiven: async (agency, positions) => {
    await pool.query(
      'update feed_items set given_at = null where agency = $1 and position = any($2::bigint[])',
      [agency, positions],
    )
  },
})

const again = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: unknown }).code !== deadlock || tried === tries) throw error
    }
  }
}

/**
 * Only what was given: a cursor that jumped ahead receives nothing. A parked one was received too, and a forced one has
 * now been sent once more.
 */
const pass = async (
  pool: Pool,
  agency: AgencyId,
  { upTo, acknowledgeBy }: { readonly upTo: bigint; readonly acknowledgeBy: Date },
): Promise<number> => {
  const { rows } = await pool.query<{ count: bigint }>({
    name: 'pass-feed',
    text: `with passed as (
             update feed_items set passed_at = now()
              where agency = $1 and position <= $2 and given_at is not null and passed_at is null
             returning delivery_id
           ), received as (
             update delivery_work w
                set state = 'received', reason = null, wake_at = $3, superseded_by = null,
                    sent_at = coalesce(w.sent_at, now())
               from passed p
              where w.id = p.delivery_id and not w.forced and w.state || '' = any($4::text[])
             returning w.id
           ), forced as (
             delete from delivery_work w using passed p where w.id = p.delivery_id and w.forced returning w.id
           ), audited as (
             insert into audit_log (at, code, actor, delivery_id, agency)
             select now(), 'delivery.fed', 'agency:' || $1, id, $1
               from (select id from received union all select id from forced) fed
           )
           select count(*) as count from received`,
    values: [agency, upTo, acknowledgeBy, transitions.pass.from],
  })
  return Number(rows[0]?.count ?? 0n)
}

type Wanted = { readonly after: bigint; readonly limit: number }

/** One reader at a time: the feed's row is locked until the page is committed. */
const readPage = async (
  client: PoolClient,
  agency: AgencyId,
  { after, limit }: Wanted,
): Promise<FeedPage> => {
  await client.query('insert into feeds (agency) values ($1) on conflict do nothing', [agency])
  await client.query('select from feeds where agency = $1 for update', [agency])
  const items: FeedPage['items'][number][] = []
  if (!(await isClosed(client, agency))) {
    for (let look = 0; look < looks && items.length === 0; look++) {
      const there = await givenPositions(client, agency, { after, limit })
      const placed = there < limit ? await placeInFeed(client, agency) : 0
      if (there + placed === 0) break
      items.push(...(await giveFeedPage(client, agency, { after, limit })))
    }
  }
  const { rows } = await client.query<{ last_position: bigint }>(
    'select last_position from feeds where agency = $1',
    [agency],
  )
  return { items, lastPosition: rows[0]?.last_position ?? 0n }
}

const isClosed = async (client: PoolClient, agency: AgencyId): Promise<boolean> => {
  const { rowCount } = await client.query(
    `select from agency_closings where agency = $1 and starts_at <= now() and now() < ends_at
     union all select from agency_pauses where agency = $1`,
    [agency],
  )
  return rowCount !== 0
}

const givenPositions = async (
  client: PoolClient,
  agency: AgencyId,
  { after, limit }: Wanted,
): Promise<number> => {
  const { rows } = await client.query<{ count: bigint }>(
    `select count(*) as count
       from (select from feed_items where agency = $1 and position > $2 limit $3) there`,
    [agency, after, limit],
  )
  return Number(rows[0]?.count ?? 0n)
}
