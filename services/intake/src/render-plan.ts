import { type Agency, isSilent } from '@unefois/domain/agency.ts'
import type { Bilingual, Language } from '@unefois/domain/bilingual.ts'
import { noAgreement } from '@unefois/domain/body-without-agreement.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import { generalReasons } from '@unefois/domain/general-reasons.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { PlanLine } from '@unefois/domain/plan.ts'
import type { FastifyRequest } from 'fastify'

export type Rendering = { readonly agencies: ReadonlyMap<AgencyId, Agency>; readonly language: Language }

export type RenderingOf = (request: FastifyRequest) => Rendering

/** The sentence behind a reason's code. A code that the rules no longer know is still shown, as itself. */
const reasonText = ({ agencies, language }: Rendering, kind: Kind, line: PlanLine): string => {
  const entry = agencies.get(line.agency)?.hears[kind]
  const own = entry === undefined ? undefined : isSilent(entry) ? entry.text : entry.reasons[line.reason]
  const general: Readonly<Record<string, Bilingual>> = {
    ...generalReasons,
    [noAgreement.code]: noAgreement.text,
  }
  return (own ?? general[line.reason])?.[language] ?? line.reason
}

/** A line of a plan as the declarant reads it, without its delivery. */
export const renderLine = (rendering: Rendering, kind: Kind, line: PlanLine) => {
  const about = {
    person: line.person,
    agency: line.agency,
    reason: { code: line.reason, text: reasonText(rendering, kind, line) },
    services: [...line.services],
  }
  return line.told
    ? { ...about, told: true as const, attributes: [...line.attributes] }
    : { ...about, told: false as const }
}
