import { setTimeout as pause } from 'node:timers/promises'
import type { ClientLedger } from './client-ledger.ts'
import { type Answer, fileOnce, lineOf } from './file-once.ts'
import type { Invented } from './invented-persons.ts'
import { type Random, seededRandom } from './seeded-random.ts'

export type FilingWishes = {
  readonly url: string
  readonly seed: number
  readonly declarations: number
  readonly perSecond: number
  /** 1 unless told. */
  readonly firstPerson?: number
  /** Moves of each person; 4 unless told. */
  readonly movesEach?: number
  readonly invented: Invented
  readonly ledger: ClientLedger
  /** Ends the retries of what is still unanswered. */
  readonly stop: AbortSignal
}

/** Persons whose moves are filed side by side; one person's follow each other. */
const concurrency = 32
const usualMovesEach = 4
const retryMs = 150
/** Of the filings without an answer at first, so many are never asked about again: nobody knows what became of them. */
const givenUp = 0.1
/** Pressed the button twice: the same key twice at the same time. */
const pressedTwice = 0.05

type Move = { readonly key: string; readonly person: number; readonly move: number }

const fileUntilAnswered = async (wishes: FilingWishes, random: Random, about: Move): Promise<void> => {
  const { url, invented, ledger, stop } = wishes
  const filing = invented.filing(about.person, about.move)
  const ask = async (): Promise<Answer['answer']> => {
    const answer = await fileOnce(url, about.key, filing)
    ledger.note(lineOf(about, answer))
    return answer.answer
  }
  const mayGiveUp = random() < givenUp
  const twice = random() < pressedTwice
  for (let tries = 0; !stop.aborted; tries++) {
    const answers = await Promise.all(twice && tries === 0 ? [ask(), ask()] : [ask()])
    if (answers.some((answer) => answer !== 'indeterminate') || mayGiveUp) return
    await pause(retryMs)
  }
}

/** Files persons at a steady pace, each one's moves one upon the other, each until it is answered. */
export const fileDeclarations = async (wishes: FilingWishes): Promise<void> => {
  const { declarations, perSecond, seed, stop, firstPerson = 1, movesEach = usualMovesEach } = wishes
  const persons = Math.ceil(declarations / movesEach)
  const startedAt = performance.now()
  let slots = 0
  let next = 0

  const ownTurn = async (moves: number): Promise<void> => {
    const at = startedAt + (slots * 1000) / perSecond
    slots += moves
    await pause(Math.max(0, at - performance.now()))
  }
  const fileAllOf = async (place: number): Promise<void> => {
    const person = firstPerson + place
    const random = seededRandom(seed, `filing ${person}`)
    const moves = Math.min(movesEach, declarations - place * movesEach)
    await ownTurn(moves)
    for (let move = 1; move <= moves && !stop.aborted; move++) {
      await fileUntilAnswered(wishes, random, { key: `chaos-${seed}-${person}-${move}`, person, move })
    }
  }
  const clerk = async (): Promise<void> => {
    while (next < persons && !stop.aborted) await fileAllOf(next++)
  }
  await Promise.all(Array.from({ length: concurrency }, clerk))
}
