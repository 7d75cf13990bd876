import { Refusal } from '@unefois/domain/refusal.ts'
import type { DeadLetter, DeadLetterDecision, DeadLetters } from './ports/dead-letters.ts'
import type { WakeUps } from './ports/wake-ups.ts'

export type DecideDependencies = {
  readonly deadLetters: Pick<DeadLetters, 'putBack' | 'setAside'>
  readonly wakeUps: Pick<WakeUps, 'signal'>
}

const refuseUnless = (letter: DeadLetter | null, state: DeadLetter['state']): DeadLetter => {
  if (letter === null) throw new Refusal('not-found')
  if (letter.state !== state) throw new Refusal('dead-letter-decided')
  return letter
}

/**
 * The record goes to its topic once more, under the same key and with the same headers. Every agency's consumer reads
 * it: for those that have met it before it changes nothing. If its cause persists it becomes dead again.
 */
export const putDeadLetterBack =
  ({ deadLetters, wakeUps }: DecideDependencies) =>
  async (id: string, decision: DeadLetterDecision): Promise<DeadLetter> => {
    const letter = refuseUnless(await deadLetters.putBack(id, decision), 'put-back')
    wakeUps.signal('outbox')
    return letter
  }

export const setDeadLetterAside =
  ({ deadLetters }: DecideDependencies) =>
  async (id: string, decision: DeadLetterDecision): Promise<DeadLetter> =>
    refuseUnless(await deadLetters.setAside(id, decision), 'set-aside')
