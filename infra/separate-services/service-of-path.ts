import type { ServiceName } from './separate-services.ts'

/**
 * Which service answers a path: one address for callers, as a gateway gives it in production. Health, metrics and
 * documentation are each service's own; here those of intake answer.
 */
export const serviceOfPath = (path: string): ServiceName => {
  if (path.startsWith('/v1/operations/')) return 'operations'
  if (path.startsWith('/v1/deliveries/')) return 'acknowledgement'
  if (path.startsWith('/v1/partner/') || path.startsWith('/.well-known/')) return 'partner'
  return 'intake'
}
