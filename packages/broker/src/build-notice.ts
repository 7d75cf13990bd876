import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import { eventSource } from './person-event-record.ts'

export type NoticeFacts = {
  readonly delivery: DeliveryId
  readonly agency: AgencyId
  readonly kind: Kind
  readonly type: string
  readonly time: Date
  /** What this agency calls the person. */
  readonly subject: string
  readonly sequence: bigint
  readonly payload: unknown
  /** Of a correction or withdrawal: the delivery that it follows. */
  readonly replaces: DeliveryId | null
}

/** Six digits at least, so that they compare as text up to 999,999 (CloudEvents `sequence` extension). */
export const formatSequence = (sequence: bigint): string => sequence.toString().padStart(6, '0')

/** The path under which an agency finds the schema of what it receives. */
export const schemaPath = (agency: AgencyId, kind: Kind): string => `/schemas/${agency}/${kind}.v1.json`

/**
 * What an agency receives: a structured CloudEvents 1.0 document. Built once, at release; from then on these
 * bytes are the delivery.
 */
export const buildNotice = (facts: NoticeFacts, publicUrl: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id: facts.delivery,
      source: eventSource,
      time: facts.time.toISOString(),
      type: facts.type,
      subject: facts.subject,
      sequence: formatSequence(facts.sequence),
      dataschema: publicUrl + schemaPath(facts.agency, facts.kind),
      ...(facts.replaces !== null && { replaces: facts.replaces }),
      data: facts.payload,
    }),
  )
