import type { AgencyId, PersonId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'

/** The person's other unsent work, opened before or in this very batch, waits until the death is withdrawn. */
export const holdForDeath = async (
  client: PoolClient,
  agency: AgencyId,
  persons: readonly PersonId[],
): Promise<void> => {
  if (persons.length === 0) return
  await client.query(
    `update delivery_work w
        set waits_for = array_prepend('death', w.waits_for),
            wake_at = case when w.state = 'held' then 'infinity' else w.wake_at end
       from deliveries d
      where d.id = w.id and w.agency = $1 and w.person_id = any($2::uuid[]) and d.kind <> 'death'
        and w.state in ('held', 'due', 'parked', 'deferred') and w.sent_at is null and 'death' <> all(w.waits_for)`,
    [agency, persons],
  )
}

/**
 * The death was withdrawn (another person's, an annulled judgment): what it held goes on, an instant later than the
 * notice that takes the death back, so that this one has the lower sequence number.
 */
export const releaseFromDeath = async (
  client: PoolClient,
  agency: AgencyId,
  persons: readonly PersonId[],
): Promise<void> => {
  if (persons.length === 0) return
  await client.query(
    `update delivery_work
        set waits_for = array_remove(waits_for, 'death'),
            wake_at = case when state = 'held' and array_remove(waits_for, 'death') = '{}'
                           then greatest(hold_until, clock_timestamp()) else wake_at end
      where agency = $1 and person_id = any($2::uuid[]) and 'death' = any(waits_for)`,
    [agency, persons],
  )
}
