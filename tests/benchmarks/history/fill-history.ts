import { makeRoom } from '@unefois/store/make-room.ts'
import type { openPool } from '@unefois/store/pool.ts'
import { transaction } from '@unefois/store/pool.ts'

type Pool = ReturnType<typeof openPool>

/** Each declaration is of one person and told to so many agencies, as an invented move is in the other benchmarks. */
const agencies = ['dge', 'ramq', 'revenu', 'saaq'] as const
/** Sealed, an invented person event has some 1.2 KB and a frozen notice some 0.9. */
const [contentBytes, bodyBytes] = [1_200, 900]
const declarationsAtOnce = 25_000
/** The time over which history is spread, back from now. */
const months = 12

export type FillOptions = {
  /** Rows of bodies and contents are as large as in life unless told otherwise: 5 million take some 8 GB. */
  readonly bodyBytes?: number
  say?(line: string): void
}

/**
 * Fills the record with so many finished deliveries, as if they had been filed, delivered and accepted over the last
 * year: also declarations, keys, persons, person events, attempts and audit rows. By SQL: what is personal is filler, so
 * that nothing of it can be opened. Resolves when all of it has been
 * vacuumed and analysed, so that no later vacuum disturbs what is measured. Adds to what there is.
 */
export const fillHistory = async (
  pool: Pool,
  deliveries: number,
  options: FillOptions = {},
): Promise<void> => {
  const now = new Date()
  for (let back = months; back >= 0; back -= 1)
    await makeRoom(pool, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)))
  const declarations = Math.ceil(deliveries / agencies.length)
  for (let from = 0; from < declarations; from += declarationsAtOnce) {
    const to = Math.min(from + declarationsAtOnce, declarations)
    await fillChunk(pool, { from, to, of: declarations, bodyBytes: options.bodyBytes ?? bodyBytes })
    options.say?.(`history: ${to * agencies.length} of ${deliveries} deliveries`)
  }
  await settle(pool)
}

type Chunk = { readonly from: number; readonly to: number; readonly of: number; readonly bodyBytes: number }

/** SQL: a UUIDv7 of an instant, the same for the same words. */
const idAt = (instant: string, words: string): string =>
  `overlay(first_id_of(${instant})::text placing '7' || substr(md5(${words}), 1, 3) || '-8'
     || substr(md5(${words}), 4, 3) || '-' || substr(md5(${words}), 7, 12) from 15 for 22)::uuid`

/** Every one of these is a row of `filed`, and four of `told`. */
const filed = `
  filed as materialized (
    select i, at, ${idAt('at', `'d' || $5 || i`)} as declaration, ${idAt('at', `'e' || $5 || i`)} as event,
           ${idAt('at', `'p' || $5 || i`)} as person
      from generate_series($1::int, $2::int - 1) as i
     cross join lateral (select now() - interval '${months} months' * (1 - i::float8 / $3)) as t(at)
  ), told as materialized (
    select f.*, agency, ${idAt('f.at', `agency || $5 || f.i`)} as delivery
      from filed f cross join unnest($4::text[]) as agency
  )`

const fillChunk = (pool: Pool, { from, to, of, bodyBytes: body }: Chunk): Promise<void> =>
  transaction(pool, async (client) => {
    // Nothing of it need survive a crash, and a chunk takes longer than a statement of the product may.
    await client.query('set local synchronous_commit = off; set local statement_timeout = 0')
    // Other than the fills before it.
    const { rows } = await client.query<{ salt: string }>(
      'select coalesce(max(position), 0)::text as salt from audit_log',
    )
    const parts = [from, to, of, agencies, rows[0]?.salt ?? '']
    await client.query(
      `with ${filed}, person as (
         insert into persons (id, last_seq) select person, 1 from filed
       ), declaration as (
         insert into declarations (id, reference, kind, channel, account, content, submitted_at, matter)
         select declaration, 'UF-' || md5(declaration::text), 'address-change', 'web', 'benchmark', $6, at,
                sha256(declaration::text::bytea) from filed
       ), key as (
         insert into declaration_keys (declaration_id, wrapped_key)
         select declaration, decode(repeat('00', 60), 'hex') from filed
       ), position as (
         insert into agency_persons (agency, person_id, last_person_seq, last_sequence)
         select agency, person, 1, 1 from told
       )
       insert into person_events (id, declaration_id, person_index, person_id, person_seq, type, content,
                                  told_agencies, told_deliveries, submitted_at, opened_at)
       select event, declaration, 0, person, 1, 'unefois.address-change.v1', $6, array_agg(agency order by agency),
              array_agg(delivery order by agency), at, at from told group by i, event, declaration, person, at`,
      [...parts, Buffer.alloc(contentBytes, 1)],
    )
    await client.query(
      `with ${filed}, delivery as (
         insert into deliveries (id, declaration_id, person_event_id, person_id, agency, kind, opened_at, sequence,
                                 frozen_body, released_at)
         select delivery, declaration, event, person, agency, 'address-change', at, 1, $6, at from told
       ), outcome as (
         insert into delivery_outcomes (id, state, reference, attempts, sent_at, final_at)
         select delivery, 'accepted', 'R-' || i, 1, at, at + interval '1 second' from told
       ), attempt as (
         insert into attempts (delivery_id, number, started_at, duration_ms, status)
         select delivery, 1, at, 12, 200 from told
       )
       insert into audit_log (at, code, actor, delivery_id, agency, facts)
       select at, 'delivery.attempted', 'delivery', delivery, agency,
              jsonb_build_object('number', 1, 'status', 200, 'failure', null, 'went', 'accepted') from told
       union all
       select at, 'declaration.accepted', 'benchmark', null, null, '{"kind": "address-change", "channel": "web"}'
         from filed`,
      [...parts, Buffer.alloc(body, 1)],
    )
  })

/** What autovacuum would do sooner or later. */
const settle = async (pool: Pool): Promise<void> => {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
    await client.query('reset statement_timeout')
  } finally {
    client.release()
  }
}
