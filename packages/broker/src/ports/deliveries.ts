import type { Account } from '@unefois/domain/account.ts'
import type { Acknowledgement, Outcome } from '@unefois/domain/acknowledgement.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'
import type {
  AgencyId,
  DeclarationId,
  DeliveryId,
  PersonEventId,
  PersonId,
  Reference,
} from '@unefois/domain/ids.ts'
import type { Hold } from '@unefois/domain/plan.ts'
import type { Turn } from '../turn.ts'

// ---- 2 OPEN ------------------------------------------------------------------------------------------------

/** A person event as an agency's consumer met it, told or not. */
export type MetEvent = {
  readonly personEvent: PersonEventId
  readonly declaration: DeclarationId
  readonly person: PersonId
  readonly personSeq: bigint
  readonly kind: Kind
  /** A death holds the person's other unsent work; its withdrawal releases it. */
  readonly turn: Turn
  /** Null when the plan does not tell this agency: then only a death leaves a trace there. */
  readonly delivery: DeliveryToOpen | null
}

export type DeliveryToOpen = {
  readonly id: DeliveryId
  /** What must have passed before it may leave. */
  readonly holds: readonly Hold[]
  readonly turn: Turn
  /** The delivery that it follows; its body is then built at release, when it is known whether that one left. */
  readonly follows: DeliveryId | null
  /** Builds and seals the frozen body, once the agency's sequence number for the person is known. */
  freeze(sequence: bigint): Buffer
}

/** Opened and due, with no earlier one of the person before it. */
export type OpenedHead = {
  readonly id: DeliveryId
  readonly person: PersonId
  readonly declaration: DeclarationId
  readonly shard: number
  readonly frozenBody: Buffer
}

export type OpenReport = {
  readonly heads: readonly OpenedHead[]
  readonly opened: number
  /** Met before: nothing was done. */
  readonly repeated: number
  /** A person's earlier event that concerns the agency is missing: not opened, and the person waits for it. */
  readonly gaps: readonly { readonly person: PersonId; readonly expected: bigint; readonly found: bigint }[]
}

// ---- 3 ATTEMPT ---------------------------------------------------------------------------------------------

/** A shard of an agency's persons, owned under a lease; the epoch goes with every write. */
export type Lane = { readonly agency: AgencyId; readonly shard: number; readonly epoch: bigint }

export type DueDelivery = {
  readonly id: DeliveryId
  readonly agency: AgencyId
  readonly shard: number
  /** Of the lane under which it was read. */
  readonly epoch: bigint
  readonly person: PersonId
  readonly declaration: DeclarationId
  /** Attempts made so far. */
  readonly attempts: number
  readonly frozenBody: Buffer
  /** The same as it was before it was sealed, where that was a moment ago in this program. */
  readonly body?: Buffer
  readonly wrappedKey: Buffer
  /** Position in the retry schedule; starts again at a replay. */
  readonly retries: number
}

/** A held delivery whose instant has come; its body is built now. */
export type ReleasableDelivery = {
  readonly id: DeliveryId
  readonly person: PersonId
  readonly declaration: DeclarationId
  readonly shard: number
  readonly personEvent: PersonEventId
  /** CloudEvents type. */
  readonly type: string
  readonly personEventContent: Buffer
  /** The act as it stands now, sealed; null when it has not moved since the filing, or there is none. */
  readonly act: Buffer | null
  /** The person's consent, sealed, when it came after the filing. */
  readonly consent: Buffer | null
  readonly turn: Turn
  /** What the agency has heard, or may have, of what this one follows; null when nothing has left. */
  readonly heard: DeliveryId | null
  readonly wrappedKey: Buffer
}

export type AttemptRecord = {
  readonly startedAt: Date
  readonly durationMs: number
  /** HTTP status, or null when no answer came. */
  readonly status: number | null
  /** A code of the closed set of attempt failures, or null when it was received. */
  readonly failure: string | null
  /** What came back, capped and sealed; null where nothing did, or an acknowledgement and nothing more. */
  readonly answer: Buffer | null
}

export type AttemptResult = {
  readonly delivery: DueDelivery
  readonly attempt: AttemptRecord
  readonly then:
    | { readonly go: 'received'; readonly acknowledgeBy: Date }
    | { readonly go: 'acknowledged'; readonly acknowledgement: Acknowledgement; readonly acknowledgeBy: Date }
    | { readonly go: 'retry'; readonly at: Date; readonly reason: string }
    /** Due again without a step of the schedule used up: its endpoint was paused. */
    | { readonly go: 'postpone'; readonly at: Date; readonly reason: string }
    | { readonly go: 'park'; readonly reason: string }
}

export type Lanes = {
  /** Takes this worker's fair share of free or expired lanes, renews its own, and says what it owns now. */
  renew(worker: string, agencies: readonly AgencyId[]): Promise<readonly Lane[]>
  /** A graceful hand-over: others may take them at once. */
  release(worker: string): Promise<void>
  /** Called when others may take this worker's lanes although it lives and their lease has not ended. */
  onLost(lost: () => void): void
}

export type Freeze = (sequence: bigint) => Buffer

/** `unheard`: there is nothing to take back, it ends as withdrawn. `unbuildable`: parked for an operator. */
export type ReleasedBody = Freeze | 'unheard' | 'unbuildable'

export type DeliveryWork = {
  /** One transaction for the batch: sequence numbers, deliveries, hot rows. */
  open(agency: AgencyId, events: readonly MetEvent[]): Promise<OpenReport>
  /** Due now in these lanes, in person order, at most one per person, without those already in hand. */
  due(lanes: readonly Lane[], inHand: readonly DeliveryId[], limit: number): Promise<readonly DueDelivery[]>
  /** Deferred ones whose `until` has come fall due again. Returns how many. */
  resume(lanes: readonly Lane[]): Promise<number>
  /**
   * Superseded ones that cannot have left are withdrawn; the others are sent after all, and what follows them names
   * them. `inHand` is what this owner is sending, complete for whatever fell due longer ago than `handedWithinMs`.
   */
  settleSuperseded(
    lanes: readonly Lane[],
    inHand: readonly DeliveryId[],
    handedWithinMs: number,
  ): Promise<void>
  /** Held ones whose instant has come. */
  releasable(lanes: readonly Lane[], limit: number): Promise<readonly ReleasableDelivery[]>
  release(
    lanes: readonly Lane[],
    released: readonly { readonly delivery: ReleasableDelivery; readonly body: ReleasedBody }[],
  ): Promise<number>
  /** Of what an owner has in hand: what is no longer due, since it was taken back or has been answered. */
  takenBack(inHand: readonly DeliveryId[]): Promise<readonly DeliveryId[]>
  /** ONE statement for the batch. Writes under a lane whose epoch has passed change nothing. */
  record(agency: AgencyId, results: readonly AttemptResult[]): Promise<void>
}

// ---- 4 ACKNOWLEDGE -----------------------------------------------------------------------------------------

export type AcknowledgementVerdict =
  | { readonly as: 'recorded' | 'repeated'; readonly state: DeliveryState }
  | { readonly as: 'contradicts'; readonly state: DeliveryState }
  | { readonly as: 'never-sent' }
  | { readonly as: 'unknown' }

// ---- 5 REPLAY, and what operators read ---------------------------------------------------------------------

export type DeliverySummary = {
  readonly id: DeliveryId
  readonly declaration: DeclarationId
  readonly reference: string
  readonly agency: AgencyId
  readonly kind: Kind
  readonly state: DeliveryState
  /** Why it is held, parked, rejected, …; null otherwise. */
  readonly reason: string | null
  readonly sequence: bigint | null
  readonly attempts: number
}

export type DeliveryDetail = DeliverySummary & {
  readonly person: PersonId
  readonly openedAt: Date | null
  readonly sentAt: Date | null
  readonly acknowledgedAt: Date | null
  readonly overdue: boolean
  readonly outcome: {
    readonly code: Outcome
    readonly reference: string | null
    readonly reason: string | null
  } | null
  readonly nextAttemptAt: Date | null
}

export type DeliveryFilter = {
  readonly agency?: AgencyId
  readonly state?: DeliveryState
  readonly reason?: string
  readonly kind?: Kind
  readonly declaration?: DeclarationId
  readonly reference?: Reference
  readonly person?: PersonId
  /** Received, and not acknowledged in time. */
  readonly overdue?: true
  /** By the instant of its opening. */
  readonly since?: Date
  readonly until?: Date
}

export type RecordedAttempt = Omit<AttemptRecord, 'answer'> & { readonly number: number }

export type ReplayVerdict =
  | { readonly as: 'done'; readonly agency: AgencyId }
  /** Final already; only a forced replay sends again. */
  | { readonly as: 'already-final'; readonly state: DeliveryState }
  /** It has not left yet: there is nothing to replay. */
  | { readonly as: 'not-parked'; readonly state: DeliveryState }
  | { readonly as: 'unknown' }

export type Deliveries = {
  acknowledge(
    agency: AgencyId,
    id: DeliveryId,
    acknowledgement: Acknowledgement,
  ): Promise<AcknowledgementVerdict>
  /** One verdict each, in their order; what names a delivery again is judged after the first. */
  acknowledgeMany(
    agency: AgencyId,
    items: readonly { readonly id: DeliveryId; readonly acknowledgement: Acknowledgement }[],
  ): Promise<readonly AcknowledgementVerdict[]>
  replay(id: DeliveryId, request: { by: Account; reason: string; force: boolean }): Promise<ReplayVerdict>
  setAside(id: DeliveryId, request: { by: Account; reason: string }): Promise<ReplayVerdict>
  ofDeclaration(declaration: DeclarationId): Promise<readonly DeliveryDetail[]>
  /** The notices that take back what a declaration had told, by the delivery they follow. */
  takingBack(declaration: DeclarationId): Promise<ReadonlyMap<DeliveryId, DeliveryDetail>>
  find(
    id: DeliveryId,
  ): Promise<{ readonly delivery: DeliveryDetail; readonly attempts: readonly RecordedAttempt[] } | null>
  /**
   * Newest first. A page may hold fewer than its limit, or none, and still have a `next`: it ends where it has looked
   * at enough of the history.
   */
  list(
    filter: DeliveryFilter,
    page: { readonly after: DeliveryId | null; readonly limit: number },
  ): Promise<{ readonly items: readonly DeliverySummary[]; readonly next: DeliveryId | null }>
}
