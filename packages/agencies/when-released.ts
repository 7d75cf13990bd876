import type { PersonView } from '@unefois/domain/declarations/declaration.ts'
import type { SpokenHearing } from './hears.ts'

const registered = { state: 'inscrit', number: '1120261100431', registeredOn: '2026-11-22' } as const

/**
 * A view as it will be when its delivery is released. Nobody hears of an act that is not in the register, but for
 * the registrar, who hears of it at concordance.
 */
export const whenReleased = (hearing: SpokenHearing, view: PersonView): PersonView => {
  if (view.kind === 'address-change' || view.act.state === 'inscrit') return view
  return { ...view, act: hearing.toldFrom === 'concordance' ? { state: 'concordance' } : registered }
}
