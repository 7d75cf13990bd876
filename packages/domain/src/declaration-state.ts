import { type DeliveryState, isFinal } from './delivery.ts'

export type DeclarationState = 'held' | 'in-progress' | 'completed' | 'needs-attention' | 'withdrawn'

export type LineStanding = { readonly state: DeliveryState; readonly overdue: boolean }

const callsForAttention = ({ state, overdue }: LineStanding): boolean =>
  overdue || state === 'parked' || state === 'rejected' || state === 'needs-review'

/** What to say of a whole declaration, from the standing of its told lines. */
export const declarationState = (lines: readonly LineStanding[], withdrawn: boolean): DeclarationState => {
  if (withdrawn) return 'withdrawn'
  if (lines.some(callsForAttention)) return 'needs-attention'
  if (lines.every(({ state }) => isFinal(state))) return 'completed'
  const unfinished = lines.filter(({ state }) => !isFinal(state))
  return unfinished.every(({ state }) => state === 'held') && unfinished.length === lines.length
    ? 'held'
    : 'in-progress'
}
