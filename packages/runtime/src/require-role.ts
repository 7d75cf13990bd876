import type { Account, Role } from '@unefois/domain/account.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Accounts } from './accounts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on a route that anybody may call. */
    account: Account | null
  }
}

/**
 * An `onRequest` hook: establishes who is asking, before a byte of the body is read. Without roles every
 * account will do. 401 without a valid token, 403 for a role that is not listed.
 */
export const requireRole = (accounts: Accounts, ...allowed: readonly Role[]) => {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const account = accounts.of(request.headers.authorization)
    if (account === null) {
      reply.header('www-authenticate', 'Bearer realm="une-fois"')
      throw new Refusal('unauthenticated')
    }
    if (allowed.length > 0 && !allowed.includes(account.role)) throw new Refusal('forbidden')
    request.account = account
  }
}

/** Who is asking, on a route guarded by `requireRole`. */
export const accountOf = (request: FastifyRequest): Account => {
  if (request.account === null) throw new TypeError('route without requireRole')
  return request.account
}
