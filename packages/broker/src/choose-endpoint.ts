import type { RegisteredEndpoint } from './ports/endpoint-register.ts'

/**
 * Where an agency's deliveries go: its newest active endpoint; nowhere (null) once one has been active and none is; to
 * whoever stands in for it while it has none that ever was. Pure; takes the newest first.
 */
export const chooseEndpoint = (
  registered: readonly RegisteredEndpoint[],
): RegisteredEndpoint | 'stand-in' | null => {
  const active = registered.find(({ state }) => state === 'active')
  if (active !== undefined) return active
  return registered.some(({ everActive }) => everActive) ? null : 'stand-in'
}
