/** States of a delivery. Each transition is one conditional write that names its prior states. */
export const deliveryStates = [
  'planned',
  'held',
  'due',
  'received',
  'deferred',
  'needs-review',
  'parked',
  'accepted',
  'rejected',
  'not-a-client',
  'withdrawn',
  'set-aside',
] as const

export type DeliveryState = (typeof deliveryStates)[number]

export const heldReasons = ['hold-window', 'effective-date', 'calendar', 'consent', 'act', 'death'] as const
export type HeldReason = (typeof heldReasons)[number]

/** What can happen to a delivery. */
export type Occurrence =
  | 'open'
  | 'release'
  | 'withdraw'
  | 'retry'
  | 'exhaust'
  | 'answer'
  | 'pass'
  | 'resume'
  | 'replay'
  | 'set-aside'

/** From where each occurrence may start, and where it may lead. The store's conditional writes read this table. */
export const transitions: Readonly<
  Record<Occurrence, { readonly from: readonly DeliveryState[]; readonly to: readonly DeliveryState[] }>
> = {
  open: { from: ['planned'], to: ['held', 'due'] },
  release: { from: ['held'], to: ['due', 'parked'] },
  // Parked: only where its body could not be built, so that it has never left.
  withdraw: { from: ['planned', 'held', 'due', 'parked'], to: ['withdrawn'] },
  retry: { from: ['due'], to: ['due'] },
  exhaust: { from: ['due'], to: ['parked'] },
  answer: {
    from: ['due', 'received', 'deferred', 'needs-review', 'parked'],
    to: ['received', 'deferred', 'needs-review', 'accepted', 'rejected', 'not-a-client'],
  },
  // Read from the feed, and passed by the agency's cursor.
  pass: { from: ['due', 'parked'], to: ['received'] },
  resume: { from: ['deferred'], to: ['due'] },
  // From `received` and `needs-review` by force only.
  replay: { from: ['parked', 'received', 'needs-review'], to: ['due', 'held'] },
  'set-aside': { from: ['parked'], to: ['set-aside'] },
}

export const finalStates = ['accepted', 'rejected', 'not-a-client', 'withdrawn', 'set-aside'] as const
export type FinalState = (typeof finalStates)[number]

export const isFinal = (state: DeliveryState): state is FinalState =>
  (finalStates as readonly DeliveryState[]).includes(state)

/** While a person's earlier delivery is in one of these, the person's later ones at that agency wait. */
export const statesThatHoldBack: readonly DeliveryState[] = ['due', 'parked', 'deferred']
