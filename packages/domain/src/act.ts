import type { IsoDate } from './person.ts'

/**
 * Where an act of civil status stands. `constat-seul`: only the attestation has come; `declaration-seule`: only the
 * declaration; `enquete`: summary inquiry (CCQ 130); `concordance`: both agree, the act can be drawn up;
 * `inscrit`: it is in the register, under its number (CCQ 109).
 */
export const actStates = ['constat-seul', 'declaration-seule', 'enquete', 'concordance', 'inscrit'] as const
export type ActState = (typeof actStates)[number]

export type Act = {
  readonly state: ActState
  /** The registrar's; opaque. Known once it is `inscrit`. */
  readonly number?: string
  readonly registeredOn?: IsoDate
}

/** Whom the declarant wishes to be told besides those who are told anyway. */
export type Sharing = {
  readonly requested: boolean
  /** Ids of agencies and partners. */
  readonly recipients: readonly string[]
}

/** Whether the declarant asked that this body be told. */
export const sharedWith = (sharing: Sharing, agency: string): boolean =>
  sharing.requested && sharing.recipients.includes(agency)
