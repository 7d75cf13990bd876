import { failureOf } from '@unefois/domain/failure-of.ts'
import type { IsoDate } from '@unefois/domain/person.ts'
import { type ActDependencies, registerAct } from './move-act.ts'
import type { Cases } from './ports/cases.ts'
import type { AnsweredAct } from './ports/conditions.ts'
import type { Journal } from './ports/journal.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { signalled } from './signalled.ts'

export type SettleDependencies = ActDependencies & {
  readonly cases: Cases
  readonly journal: Journal
  readonly wakeUps: WakeUps
  /** The calendar day in Québec. */
  readonly today: () => IsoDate
}

const pollMs = 1_000
const batchSize = 100

/**
 * Draws the consequence of the registrar's answers: an accepted one registers the act under its number and releases
 * the others; a refused one releases nobody and becomes work for the clerk. Runs until `stop`; doing it twice, or in
 * two programs, is harmless.
 */
export const settleActs = async (dependencies: SettleDependencies, stop: AbortSignal): Promise<void> => {
  const { conditions, wakeUps, journal } = dependencies
  const wake = signalled(wakeUps, 'acts')
  while (!stop.aborted) {
    try {
      const answered = await conditions.answeredActs(batchSize)
      for (const one of answered) await settle(dependencies, one)
      if (answered.length === 0) await wake.next(pollMs, stop)
    } catch (error) {
      journal.alarm('acts.failed', failureOf(error))
      await signalled.pause(pollMs, stop)
    }
  }
  wake.end()
}

const settle = async (dependencies: SettleDependencies, answered: AnsweredAct): Promise<void> => {
  const { cases, conditions, today } = dependencies
  const { delivery, declaration, agency, outcome, reference } = answered
  if (outcome === 'accepted') {
    const by = { id: `agency:${agency}` }
    await registerAct(dependencies)(declaration, { number: reference, registeredOn: today() }, by)
  } else if (outcome !== 'withdrawn') {
    await cases.open({ code: 'act-refused', declaration, delivery, agency })
  }
  await conditions.forgetAnswered(delivery)
}
