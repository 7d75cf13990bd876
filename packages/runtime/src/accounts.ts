import type { Account } from '@unefois/domain/account.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'

export type Accounts = {
  /** The account behind an `Authorization` header, or null when it stands for none. */
  of(authorization: string | undefined): Account | null
}

const demonstrationAccounts: readonly Account[] = [
  { id: 'demo-citizen', role: 'citizen' },
  { id: 'demo-citizen-2', role: 'citizen' },
  { id: 'demo-clerk', role: 'clerk', office: 'demo-civil-status' },
  { id: 'demo-agent', role: 'agent', office: 'demo-counter' },
  { id: 'demo-operator', role: 'operator' },
  { id: 'demo-operator-2', role: 'operator' },
  { id: 'demo-auditor', role: 'auditor' },
]

/** The demonstration's static tokens: each is the id of its own account. Never in production. */
export const demonstrationTokens = (agencies: readonly AgencyId[]): Accounts => {
  const partners = agencies.map(
    (agency): Account => ({ id: `demo-agency-${agency}`, role: 'partner', agency }),
  )
  const byToken = new Map([...demonstrationAccounts, ...partners].map((account) => [account.id, account]))
  return {
    of: (authorization) => {
      const token = /^bearer +([\w-]{1,100})$/i.exec(authorization ?? '')?.[1]
      return token === undefined ? null : (byToken.get(token) ?? null)
    },
  }
}
