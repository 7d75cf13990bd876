import type { PersonId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'

/** The next sequence number of each person, in the order given; locks the persons' rows until the end. */
export const takeSequences = async (
  client: PoolClient,
  persons: readonly PersonId[],
): Promise<readonly bigint[]> => {
  const counts = new Map<PersonId, bigint>()
  for (const person of persons) counts.set(person, (counts.get(person) ?? 0n) + 1n)
  const { rows } = await client.query<{ id: PersonId; last_seq: bigint }>({
    name: 'take-sequences',
    text: `insert into persons (id, last_seq) select * from unnest($1::uuid[], $2::bigint[])
     on conflict (id) do update set last_seq = persons.last_seq + excluded.last_seq
     returning id, last_seq`,
    values: [[...counts.keys()], [...counts.values()]],
  })
  const next = new Map(rows.map((row) => [row.id, row.last_seq - (counts.get(row.id) ?? 0n) + 1n]))
  return persons.map((person) => {
    const seq = next.get(person) as bigint
    next.set(person, seq + 1n)
    return seq
  })
}
