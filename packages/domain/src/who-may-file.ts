import type { Role } from './account.ts'
import type { Kind } from './declarations/declaration.ts'

/** Births and deaths are filed by civil-status clerks only; a move by whoever files at all. */
const filers: Readonly<Record<Kind, readonly Role[]>> = {
  'address-change': ['citizen', 'clerk', 'agent'],
  birth: ['clerk'],
  death: ['clerk'],
}

export const mayFile = (role: Role, kind: Kind): boolean => filers[kind].includes(role)
