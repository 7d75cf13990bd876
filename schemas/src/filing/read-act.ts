import type { Act } from '@unefois/domain/act.ts'
import type { IsoDate } from '@unefois/domain/person.ts'
import type { z } from 'zod'
import type { FiledAct } from './filed-act.ts'
import type { Findings } from './findings.ts'

/** What an act's dates are held against: the birth or death that it records, and the day in Québec. */
export type ActDays = { readonly since: IsoDate; readonly today: IsoDate }

/**
 * A well-formed act; it cannot have been registered before what it records, nor in the future. Only what is
 * `inscrit` has a number: one given too early is dropped, and the clerk is told.
 */
export const readAct = (
  { state, number, registeredOn }: z.output<typeof FiledAct>,
  at: string,
  { since, today }: ActDays,
  findings: Findings,
): Act => {
  if (state !== 'inscrit') {
    if (number !== undefined || registeredOn !== undefined) findings.warn(at, 'act-not-registered')
    return { state }
  }
  if (registeredOn !== undefined && registeredOn > today) {
    findings.flaw(`${at}/registeredOn`, 'registration-in-future')
  }
  if (registeredOn !== undefined && registeredOn < since) {
    findings.flaw(`${at}/registeredOn`, 'registration-too-early')
  }
  return {
    state,
    ...(number !== undefined && { number }),
    ...(registeredOn !== undefined && { registeredOn }),
  }
}
