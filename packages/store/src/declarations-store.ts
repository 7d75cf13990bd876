import { randomUUID } from 'node:crypto'
import { batched } from '@unefois/broker/batched.ts'
import type { Acceptance, Declarations, DeclarationToStore } from '@unefois/broker/ports/declarations.ts'
import type { DeclarationId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { acceptDeclarations } from './accept-declarations.ts'
import { type DeclarationRow, toStoredDeclaration } from './declaration-row.ts'
import { personsOf } from './persons-of.ts'
import { recentlyRead } from './recently-read.ts'
import { withdrawDeclaration } from './withdraw-declaration.ts'

/** Declarations that share a commit: one for fifty costs a tenth of what fifty do, and the next batch fills meanwhile. */
const gathering = { size: 150, concurrency: 1, paceMs: 15 }

export const declarationsStore = (
  pool: Pool,
  newPersonId: () => PersonId,
  newCaseId: () => string = randomUUID,
): Declarations => ({
  accept: noticingTakenReferences(
    batched(acceptDeclarations(pool, { person: newPersonId, case: newCaseId }), gathering),
  ),

  wrappedKeys: recentlyRead(wrappedKeys(pool)),

  withdraw: withdrawDeclaration(pool),

  personsOf: personsOf(pool),

  // A declaration whose key was destroyed cannot be read any more: it is not found.
  find: async (by) => {
    const [column, value] = 'id' in by ? ['id', by.id] : ['reference', by.reference]
    const { rows } = await pool.query<DeclarationRow>(
      `select d.*, k.wrapped_key from declarations d
         join declaration_keys k on k.declaration_id = d.id and k.wrapped_key is not null
        where d.${column} = $1`,
      [value],
    )
    return rows[0] === undefined ? null : toStoredDeclaration(rows[0])
  },
})

const noticingTakenReferences =
  (accept: (declaration: DeclarationToStore) => Promise<Acceptance>) =>
  async (declaration: DeclarationToStore): Promise<Acceptance> => {
    try {
      return await accept(declaration)
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'declarations_reference_key')
        return { as: 'reference-taken' }
      throw error
    }
  }

const wrappedKeys =
  (pool: Pool): Declarations['wrappedKeys'] =>
  async (ids) => {
    const { rows } = await pool.query<{ declaration_id: DeclarationId; wrapped_key: Buffer }>(
      `select declaration_id, wrapped_key from declaration_keys
        where declaration_id = any($1::uuid[]) and wrapped_key is not null`,
      [ids],
    )
    return new Map(rows.map((row) => [row.declaration_id, row.wrapped_key]))
  }
