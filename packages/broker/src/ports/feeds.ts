import type { AgencyId, DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'

/** A delivery as it stands in its agency's feed. */
export type FeedItem = {
  /** Rises along the feed; what stands at a position never changes. */
  readonly position: bigint
  readonly delivery: DeliveryId
  readonly declaration: DeclarationId
  readonly frozenBody: Buffer
  readonly wrappedKey: Buffer
}

export type FeedPage = {
  readonly items: readonly FeedItem[]
  /** The latest position of this feed; a cursor beyond it is none of ours. */
  readonly lastPosition: bigint
}

/** What was released to an agency, in a list that it reads by itself: complete, and in each person's order. */
export type Feeds = {
  /**
   * The agency asked for what comes after this position: what it was given up to there is received, and to be
   * acknowledged by that instant. Returns how many are so newly.
   */
  pass(agency: AgencyId, upTo: bigint, acknowledgeBy: Date): Promise<number>
  /** What comes after a position; from then on it counts as having left. Nothing while the agency is closed or paused. */
  read(agency: AgencyId, after: bigint, limit: number): Promise<FeedPage>
  /** These could not be read after all: passing them receives nothing. */
  notGiven(agency: AgencyId, positions: readonly bigint[]): Promise<void>
}
