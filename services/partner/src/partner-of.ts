import type { Agency } from '@unefois/domain/agency.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { accountOf } from '@unefois/runtime/require-role.ts'
import type { FastifyRequest } from 'fastify'

/** The agency that asks. An account that stands for none we know finds nothing here. */
export const partnerOf = (request: FastifyRequest, agencies: readonly Agency[]): Agency => {
  const { agency: id } = accountOf(request)
  const agency = agencies.find((known) => known.id === id)
  if (agency === undefined) throw new Refusal('not-found')
  return agency
}
