import type { Account } from '@unefois/domain/account.ts'
import type { StoredDeclaration } from './ports/declarations.ts'

/** Whoever filed it, and colleagues of the office that filed it. */
export const mayAct = (account: Account, stored: Pick<StoredDeclaration, 'account' | 'office'>): boolean => {
  if (account.id === stored.account) return true
  const serves = account.role === 'clerk' || account.role === 'agent'
  return serves && account.office !== undefined && account.office === stored.office
}

/** The same, and operators. */
export const mayFollow = (account: Account, stored: Pick<StoredDeclaration, 'account' | 'office'>): boolean =>
  account.role === 'operator' || mayAct(account, stored)
