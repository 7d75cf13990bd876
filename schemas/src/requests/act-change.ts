import type { Act } from '@unefois/domain/act.ts'
import type { z } from 'zod'
import { FiledAct } from '../filing/filed-act.ts'
import { newFindings } from '../filing/findings.ts'
import { type ActDays, readAct } from '../filing/read-act.ts'
import type { Parsed } from '../parsed.ts'

/** A clerk's word that the act of a birth or death now stands elsewhere; at `inscrit` with its number. */
export const ActChange = FiledAct

/** The act that a well-formed change makes, held against the birth or death that it records. */
export const readActChange = (change: z.output<typeof ActChange>, days: ActDays): Parsed<Act> => {
  const findings = newFindings()
  const act = readAct(change, '', days, findings)
  return findings.flaws.length > 0 ? { ok: false, flaws: findings.flaws } : { ok: true, value: act }
}
