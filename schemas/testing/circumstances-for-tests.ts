import { loadPlaces } from '@unefois/quebec/address/places/load-places.ts'
import type { Circumstances } from '../src/filing/circumstances.ts'

/** The day on which the examples are read, in demonstration mode, with the bodies that they name and one more. */
export const circumstances: Circumstances = {
  today: '2026-11-22',
  demonstration: true,
  bodies: new Set(['ramq', 'rrq', 'revenu', 'cnesst', 'cra', 'service-canada', 'hydro-quebec', 'rqap']),
  places: loadPlaces(),
}
