import type { Identity } from '@unefois/broker/ports/declarations.ts'
import type { PoolClient } from 'pg'

/**
 * Taken before anything is written, in one order for everybody, until the end of the transaction. Name and birth date
 * too: somebody filed by number and somebody filed by name may be the same person.
 */
export const lockIdentities = async (client: PoolClient, identities: readonly Identity[]): Promise<void> => {
  const keys = new Set(
    identities
      .flatMap(({ strong, fallback }) => [...strong.map(({ hash }) => hash), fallback])
      .map((hash) => hash.readBigInt64BE(0)),
  )
  const sorted = [...keys].sort((a, b) => (a < b ? -1 : 1))
  await client.query({
    name: 'lock-identities',
    text: 'select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as key',
    values: [sorted],
  })
}
