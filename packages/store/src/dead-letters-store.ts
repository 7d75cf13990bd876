import { putBackHeader } from '@unefois/broker/dead-letter-record.ts'
import type {
  DeadLetter,
  DeadLetterDecision,
  DeadLetters,
  DeadLetterToKeep,
} from '@unefois/broker/ports/dead-letters.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { packed } from './packed.ts'

const columns = `id, agency, cause, topic, partition, record_offset as "offset", recorded_at as "recordedAt", state`

/** Deleted at once at most: a short transaction. */
const forgottenAtOnce = 1_000

/** One that an operator has set aside stays so, whatever comes again. */
const keepStatement = `
  insert into dead_letters as d (id, agency, cause, topic, partition, record_offset, key, headers, fingerprint, value)
  select l.id, l.agency, l.cause, l.topic, l.partition, l.record_offset, l.key, l.headers, l.fingerprint,
         substring($10::bytea from l.start for l.length)
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::bigint[], $7::text[], $8::jsonb[],
                $9::bytea[], $11::integer[], $12::integer[])
      as l(id, agency, cause, topic, partition, record_offset, key, headers, fingerprint, start, length)
   order by l.agency, l.fingerprint
  on conflict (agency, fingerprint) do update
    set cause = excluded.cause, topic = excluded.topic, partition = excluded.partition,
        record_offset = excluded.record_offset, recorded_at = now(), state = 'listed',
        decided_by = null, decided_at = null, decision_reason = null
  where d.state <> 'set-aside'
    and (d.topic, d.partition, d.record_offset) <> (excluded.topic, excluded.partition, excluded.record_offset)`

/** One record is dead at several agencies, as a rule: put back, it is read by all of them. */
const putBackLetters = `
  select id from dead_letters
   where fingerprint = (select fingerprint from dead_letters where id = $1 and state <> 'put-back')
     and (state = 'listed' or id = $1)`
const setAsideLetters = `select id from dead_letters where id = $1 and state = 'listed'`

/** Decides, once; what follows reads `decided`. */
const decided = (state: 'put-back' | 'set-aside', letters: string): string => `
  with decided as (
    update dead_letters set state = '${state}', decided_by = $2, decided_at = now(), decision_reason = $3
     where id in (${letters}) returning *
  ), audited as (
    insert into audit_log (at, code, actor, agency, facts)
    select now(), 'dead-letter.${state}', $2, agency,
           jsonb_build_object('deadLetter', id, 'cause', cause, 'reason', $3::text) from decided
  )`

const putBackStatement = `
  ${decided('put-back', putBackLetters)}, outgoing as (
    insert into outbox (topic, key, headers, value)
    select topic, key, headers || jsonb_build_object($4::text, id), value from decided where id = $1
  )
  select ${columns} from decided where id = $1`

const setAsideStatement = `${decided('set-aside', setAsideLetters)} select ${columns} from decided`

export const deadLettersStore = (pool: Pool, newId: () => string): DeadLetters => {
  const decide = async (
    statement: string,
    id: string,
    { by, reason }: DeadLetterDecision,
    ...more: readonly string[]
  ): Promise<DeadLetter | null> => {
    const { rows } = await pool.query<DeadLetter>(statement, [id, by.id, reason, ...more])
    if (rows[0] !== undefined) return rows[0]
    const found = await pool.query<DeadLetter>(`select ${columns} from dead_letters where id = $1`, [id])
    return found.rows[0] ?? null
  }

  return {
    keep: (letters) => keep(pool, newId, letters),

    list: async ({ agency, cause, state }, { after, limit }) => {
      const { rows } = await pool.query<DeadLetter>(
        `select ${columns} from dead_letters
          where ($1::text is null or agency = $1) and ($2::text is null or cause = $2)
            and ($3::text is null or state = $3) and ($4::uuid is null or id < $4)
          order by id desc limit $5`,
        [agency, cause, state, after, limit + 1],
      )
      const items = rows.slice(0, limit)
      return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    listed: async () => {
      const { rows } = await pool.query<{ agency: AgencyId; listed: bigint }>(
        `select agency, count(*) as listed from dead_letters where state = 'listed' group by agency`,
      )
      return new Map(rows.map(({ agency, listed }) => [agency, Number(listed)]))
    },

    putBack: (id, decision) => decide(putBackStatement, id, decision, putBackHeader),
    setAside: (id, decision) => decide(setAsideStatement, id, decision),

    forgetDecided: async (before) => {
      const { rowCount } = await pool.query(
        `delete from dead_letters where id in (
           select id from dead_letters where decided_at < $1 order by decided_at limit $2)`,
        [before.toISOString(), forgottenAtOnce],
      )
      return rowCount ?? 0
    },
  }
}

/** A record that comes twice in one batch is one row: the later place counts. */
const keep = async (pool: Pool, newId: () => string, letters: readonly DeadLetterToKeep[]): Promise<void> => {
  const distinct = [
    ...new Map(
      letters.map((letter) => [`${letter.agency}:${letter.fingerprint.toString('hex')}`, letter]),
    ).values(),
  ]
  const values = packed(distinct.map(({ record }) => record.value))
  await pool.query(keepStatement, [
    distinct.map(() => newId()),
    distinct.map(({ agency }) => agency),
    distinct.map(({ cause }) => cause),
    distinct.map(({ topic }) => topic),
    distinct.map(({ partition }) => partition),
    distinct.map(({ offset }) => offset),
    distinct.map(({ record }) => record.key),
    distinct.map(({ record }) => JSON.stringify(record.headers)),
    distinct.map(({ fingerprint }) => fingerprint),
    values.bytes,
    values.starts,
    values.lengths,
  ])
}
