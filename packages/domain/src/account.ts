import type { AgencyId } from './ids.ts'

export const roles = ['citizen', 'clerk', 'agent', 'operator', 'auditor', 'partner'] as const
export type Role = (typeof roles)[number]

/** Who is asking, as authentication established it. */
export type Account = {
  readonly id: string
  readonly role: Role
  /** What a clerk's or an agent's colleagues share; may follow, correct and withdraw what it filed. */
  readonly office?: string
  /** The agency that a `partner` account stands for. */
  readonly agency?: AgencyId
}
