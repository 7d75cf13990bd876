import type { FeedItem } from '@unefois/broker/ports/feeds.ts'
import type { AgencyId, DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'
import { isHeldBack } from './is-held-back.ts'
import { endedUnsent } from './place-in-feed.ts'

type Row = {
  position: bigint
  delivery_id: DeliveryId
  declaration_id: DeclarationId | null
  frozen_body: Buffer | null
  wrapped_key: Buffer | null
  given: boolean
  held_back: boolean
  unsent: boolean
}

type Wanted = { readonly after: bigint; readonly limit: number }

/**
 * The next items, noted as given. What has not left yet leaves with this page: from here on it cannot be withdrawn as
 * never heard, and whatever was held back or withdrawn meanwhile gives up its position. Under the lock of the feed's row.
 */
export const giveFeedPage = async (
  client: PoolClient,
  agency: AgencyId,
  wanted: Wanted,
): Promise<readonly FeedItem[]> => {
  const positions = await positionsAfter(client, agency, wanted)
  if (positions.length === 0) return []
  await markLeaving(client, agency, positions)
  const rows = await readItems(client, agency, positions)

  const isGone = (row: Row): boolean => row.wrapped_key === null || row.frozen_body === null || row.unsent
  const gone = rows.filter((row) => !row.given && isGone(row))
  const back = rows.filter((row) => !row.given && !isGone(row) && row.held_back)
  await takeBack(client, agency, { gone, back })

  const items = rows.flatMap((row): FeedItem[] =>
    (!row.given && row.held_back) || row.unsent || row.frozen_body === null || row.wrapped_key === null
      ? []
      : [
          {
            position: row.position,
            delivery: row.delivery_id,
            declaration: row.declaration_id as DeclarationId,
            frozenBody: row.frozen_body,
            wrappedKey: row.wrapped_key,
          },
        ],
  )
  await client.query(
    `update feed_items set given_at = now()
      where agency = $1 and position = any($2::bigint[]) and given_at is null`,
    [agency, items.map(({ position }) => position)],
  )
  return items
}

const positionsAfter = async (
  client: PoolClient,
  agency: AgencyId,
  { after, limit }: Wanted,
): Promise<readonly bigint[]> => {
  const { rows } = await client.query<{ position: bigint }>(
    'select position from feed_items where agency = $1 and position > $2 order by position limit $3',
    [agency, after, limit],
  )
  return rows.map(({ position }) => position)
}

/** In the order of ids, as whoever else writes several of them might. */
const markLeaving = async (
  client: PoolClient,
  agency: AgencyId,
  positions: readonly bigint[],
): Promise<void> => {
  await client.query(
    `with leaving as (
       select w.id from feed_items i
         join deliveries d on d.id = i.delivery_id
         join delivery_work w on w.id = i.delivery_id
        where i.agency = $1 and i.position = any($2::bigint[]) and w.sent_at is null and not ${isHeldBack}
        order by w.id for update of w
     )
     update delivery_work w set sent_at = now() from leaving
      where w.id = leaving.id and w.sent_at is null and w.waits_for = '{}' and w.superseded_by is null`,
    [agency, positions],
  )
}

const readItems = async (
  client: PoolClient,
  agency: AgencyId,
  positions: readonly bigint[],
): Promise<readonly Row[]> => {
  const { rows } = await client.query<Row>(
    `select i.position, i.delivery_id, d.declaration_id, d.frozen_body, k.wrapped_key, i.given_at is not null as given,
            w.id is not null and w.sent_at is null as held_back,
            w.id is null and exists (${endedUnsent('i.delivery_id')}) as unsent
       from feed_items i
       left join deliveries d on d.id = i.delivery_id
       left join declaration_keys k on k.declaration_id = d.declaration_id
       left join delivery_work w on w.id = i.delivery_id
      where i.agency = $1 and i.position = any($2::bigint[])
      order by i.position`,
    [agency, positions],
  )
  return rows
}

const takeBack = async (
  client: PoolClient,
  agency: AgencyId,
  { gone, back }: { readonly gone: readonly Row[]; readonly back: readonly Row[] },
): Promise<void> => {
  if (gone.length + back.length === 0) return
  await client.query('delete from feed_items where agency = $1 and position = any($2::bigint[])', [
    agency,
    [...gone, ...back].map(({ position }) => position),
  ])
  await client.query(
    'insert into feed_waiting (agency, delivery_id) select $1, unnest($2::uuid[]) on conflict do nothing',
    [agency, back.map((row) => row.delivery_id)],
  )
}
