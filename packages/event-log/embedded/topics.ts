import type { Pool } from 'pg'

export type Topic = { readonly id: number; readonly name: string; readonly partitions: number }

export type Topics = {
  /** Makes it when it is missing; several programs may do so at once. */
  ensure(name: string, partitions: number): Promise<void>
  /** Rejects when it was never made. */
  find(name: string): Promise<Topic>
}

/** Topics never change once made, so what was found is remembered. */
export function topicsIn(pool: Pool): Topics {
  const found = new Map<string, Topic>()
  return {
    async ensure(name, partitions) {
      await pool.query(
        `with made as (
           insert into log_topics (name, partitions) values ($1, $2) on conflict (name) do nothing
           returning id
         )
         insert into log_partitions (topic_id, partition)
         select made.id, number from made, generate_series(0, $2::int - 1) number`,
        [name, partitions],
      )
    },
    async find(name) {
      const known = found.get(name)
      if (known) return known
      const { rows } = await pool.query<Topic>(
        'select id, name, partitions from log_topics where name = $1',
        [name],
      )
      const topic = rows[0]
      if (!topic) throw new Error(`The event log has no topic ${name}`)
      found.set(name, topic)
      return topic
    },
  }
}
