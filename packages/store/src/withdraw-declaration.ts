import type { Declarations } from '@unefois/broker/ports/declarations.ts'
import type { PersonId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { insertPersonEvents } from './insert-person-events.ts'
import { transaction } from './pool.ts'
import { takeSequences } from './take-sequences.ts'

/** The persons' rows are locked by taking their sequence numbers: commit order follows, as at acceptance. */
export const withdrawDeclaration =
  (pool: Pool): Declarations['withdraw'] =>
  ({ declaration, at, account, reason, persons }) =>
    transaction(pool, async (client) => {
      const { rowCount } = await client.query(
        'update declarations set withdrawn_at = $2 where id = $1 and withdrawn_at is null and superseded_by is null',
        [declaration, at],
      )
      if (rowCount !== 1) return false
      const known = persons.map(({ person }) => person as PersonId)
      const sequences = await takeSequences(client, known)
      const resolved = known.map((person, i) => ({ person, seq: sequences[i] as bigint }))
      await insertPersonEvents(client, [{ id: declaration, submittedAt: at, persons }], resolved)
      await client.query(
        `insert into audit_log (at, code, actor, declaration_id, facts)
         values ($1, 'declaration.withdrawn', $2, $3, jsonb_build_object('reason', $4::text))`,
        [at, account.id, declaration, reason],
      )
      return true
    })
