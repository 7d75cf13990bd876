import { type DeclarationId, isUuid, type PersonEventId, type PersonId } from '@unefois/domain/ids.ts'

/**
 * A person event on the log: CloudEvents in the binary content mode, all that is readable there being these
 * headers. `ce_personseq` and `ce_declaration` are extensions of ours.
 */
export type PersonEventHead = {
  readonly id: PersonEventId
  readonly type: string
  readonly time: Date
  readonly person: PersonId
  readonly personSeq: bigint
  readonly declaration: DeclarationId
}

export const eventSource = 'urn:unefois'

export const toHeaders = (head: PersonEventHead): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: head.id,
  ce_type: head.type,
  ce_source: eventSource,
  ce_time: head.time.toISOString(),
  ce_subject: head.person,
  ce_personseq: String(head.personSeq),
  ce_declaration: head.declaration,
})

/** Null when the headers are not those of a person event: a dead letter. */
export const fromHeaders = (headers: Readonly<Record<string, string>>): PersonEventHead | null => {
  const {
    ce_id = '',
    ce_type = '',
    ce_time = '',
    ce_subject = '',
    ce_personseq = '',
    ce_declaration = '',
  } = headers
  const time = new Date(ce_time)
  const readable =
    [ce_id, ce_subject, ce_declaration].every(isUuid) &&
    ce_type.startsWith('unefois.') &&
    /^[1-9]\d{0,17}$/.test(ce_personseq) &&
    !Number.isNaN(time.getTime())
  if (!readable) return null
  return {
    id: ce_id as PersonEventId,
    type: ce_type,
    time,
    person: ce_subject as PersonId,
    personSeq: BigInt(ce_personseq),
    declaration: ce_declaration as DeclarationId,
  }
}
