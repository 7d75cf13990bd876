import type { Calendars, ClosedPeriod, Closings } from '@unefois/broker/ports/calendars.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { transaction } from './pool.ts'

/** Milliseconds. Hints make changes known at once; this bounds what a lost hint costs. */
const freshMs = 1_000

export const calendarsStore = (pool: Pool, wakeUps: Pick<WakeUps, 'signal' | 'listen'>): Calendars => {
  let kept: { readonly at: number; readonly closings: Promise<Closings> } | null = null
  const forget = () => {
    kept = null
  }
  wakeUps.listen('calendars', forget)

  return {
    closings: async () => {
      if (kept === null || performance.now() > kept.at + freshMs)
        kept = { at: performance.now(), closings: readClosings(pool) }
      try {
        return await kept.closings
      } catch (error) {
        forget()
        throw error
      }
    },

    of: async (agency) => {
      const { rows } = await pool.query<ClosedPeriod>(
        `select written_from as from, written_to as to, reason from agency_closings where agency = $1 order by place`,
        [agency],
      )
      return rows
    },

    replace: async (agency, closed, by) => {
      const periods = closed.map(({ from, to, reason }) => ({ from, to, reason }))
      await transaction(pool, async (client) => {
        // One after the other, so that two operators at once leave one calendar and not a mixture.
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [agency])
        await client.query('delete from agency_closings where agency = $1', [agency])
        await client.query(
          `insert into agency_closings (agency, place, written_from, written_to, reason, starts_at, ends_at)
           select $1, c.* from unnest($2::smallint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
             as c(place, written_from, written_to, reason, starts_at, ends_at)`,
          [
            agency,
            closed.map((_, place) => place),
            closed.map(({ from }) => from),
            closed.map(({ to }) => to),
            closed.map(({ reason }) => reason),
            closed.map(({ closing }) => closing.from.toISOString()),
            closed.map(({ closing }) => closing.until.toISOString()),
          ],
        )
        await client.query(
          `insert into audit_log (at, code, actor, agency, facts) values (now(), 'calendar.replaced', $1, $2, $3)`,
          [by.id, agency, JSON.stringify({ closed: periods })],
        )
      })
      forget()
      wakeUps.signal('calendars')
      wakeUps.signal(`work:${agency}`)
    },
  }
}

/** What has ended closes nothing any more. */
const readClosings = async (pool: Pool): Promise<Closings> => {
  const { rows } = await pool.query<{ agency: AgencyId; from: Date; until: Date }>(
    'select agency, starts_at as from, ends_at as until from agency_closings where ends_at > now()',
  )
  return Map.groupBy(rows, ({ agency }) => agency)
}
