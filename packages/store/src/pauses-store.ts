import type { Pause, PauseDecision, Pauses } from '@unefois/broker/ports/pauses.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { keptBriefly } from './kept-briefly.ts'

/** Milliseconds. Hints make changes known at once; this bounds what a lost hint costs. */
const freshMs = 1_000

const pauseStatement = `
  with paused as (
    insert into agency_pauses (agency, reason, paused_by) values ($1, $3, $2) on conflict do nothing returning agency
  )
  insert into audit_log (at, code, actor, agency, facts)
  select now(), 'agency.paused', $2, agency, jsonb_build_object('reason', $3::text) from paused`

const resumeStatement = `
  with resumed as (
    delete from agency_pauses where agency = $1 returning agency
  )
  insert into audit_log (at, code, actor, agency, facts)
  select now(), 'agency.resumed', $2, agency, jsonb_build_object('reason', $3::text) from resumed`

export const pausesStore = (pool: Pool, wakeUps: Pick<WakeUps, 'signal' | 'listen'>): Pauses => {
  const kept = keptBriefly(() => readPauses(pool), freshMs)
  wakeUps.listen('pauses', kept.forget)

  const decide = async (statement: string, agency: AgencyId, { by, reason }: PauseDecision) => {
    await pool.query(statement, [agency, by.id, reason])
    kept.forget()
    wakeUps.signal('pauses')
    wakeUps.signal(`work:${agency}`)
  }

  return {
    paused: kept.get,
    pause: (agency, decision) => decide(pauseStatement, agency, decision),
    resume: (agency, decision) => decide(resumeStatement, agency, decision),
  }
}

const readPauses = async (pool: Pool): Promise<ReadonlyMap<AgencyId, Pause>> => {
  const { rows } = await pool.query<Pause & { agency: AgencyId }>(
    'select agency, reason, paused_by as by, paused_at as at from agency_pauses',
  )
  return new Map(rows.map(({ agency, reason, by, at }) => [agency, { reason, by, at }]))
}
