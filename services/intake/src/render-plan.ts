import { type Agency, isSilent } from '@unefois/domain/agency.ts'
import type { Language } from '@unefois/domain/bilingual.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { PlanLine } from '@unefois/domain/plan.ts'

export type Rendering = { readonly agencies: ReadonlyMap<AgencyId, Agency>; readonly language: Language }

/** The sentence behind a reason's code. A code that the rules no longer know is still shown, as itself. */
const reasonText = ({ agencies, language }: Rendering, kind: Kind, line: PlanLine): string => {
  const entry = agencies.get(line.agency)?.hears[kind]
  if (entry === undefined) return line.reason
  const text = isSilent(entry) ? entry.text : entry.reasons[line.reason]
  return text?.[language] ?? line.reason
}

const base = (rendering: Rendering, kind: Kind, line: PlanLine) => ({
  person: line.person,
  agency: line.agency,
  reason: { code: line.reason, text: reasonText(rendering, kind, line) },
})

/** A line of a plan as the declarant reads it, without its delivery. */
export const renderLine = (rendering: Rendering, kind: Kind, line: PlanLine) =>
  line.told
    ? {
        ...base(rendering, kind, line),
        told: true as const,
        attributes: [...line.attributes],
        // The programmes behind a line are those of births and deaths.
        services: [],
      }
    : { ...base(rendering, kind, line), told: false as const }
