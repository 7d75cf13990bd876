import type { StoredDeclaration } from '@unefois/broker/ports/declarations.ts'

/** A row of `declarations` with its wrapped key beside. */
export type DeclarationRow = {
  id: StoredDeclaration['id']
  reference: StoredDeclaration['reference']
  kind: StoredDeclaration['kind']
  channel: StoredDeclaration['channel']
  account: string
  office: string | null
  replaces: StoredDeclaration['replaces']
  content: Buffer
  submitted_at: Date
  withdrawn_at: Date | null
  superseded_by: StoredDeclaration['supersededBy']
  duplicate_of: StoredDeclaration['duplicateOf']
  wrapped_key: Buffer
}

export const toStoredDeclaration = (row: DeclarationRow): StoredDeclaration => ({
  id: row.id,
  reference: row.reference,
  kind: row.kind,
  channel: row.channel,
  account: row.account,
  office: row.office,
  replaces: row.replaces,
  submittedAt: row.submitted_at,
  withdrawnAt: row.withdrawn_at,
  supersededBy: row.superseded_by,
  duplicateOf: row.duplicate_of,
  wrappedKey: row.wrapped_key,
  content: row.content,
})
