import { randomUUID } from 'node:crypto'
import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { Sent } from './agency-gate.ts'
import { bodyContext } from './freeze-body.ts'
import { joinNotices } from './join-notices.ts'
import { judgeAttempt } from './judge-attempt.ts'
import type { Clock, Random } from './ports/clock.ts'
import type { AttemptResult, DueDelivery, Lane } from './ports/deliveries.ts'
import type { Endpoint } from './ports/endpoints.ts'
import type { Journal } from './ports/journal.ts'
import type { Sender, SendResult } from './ports/sender.ts'
import type { SealingKey, Vault } from './ports/vault.ts'

/** Reads business answers from a 2xx's body: one notice's own, or a batch's by delivery id. */
export type ReadAnswer = {
  /** Null when there is none that can be understood. */
  one(body: Buffer): Acknowledgement | null
  /** Of the items that can be understood; the others were received, and will be acknowledged later. */
  many(body: Buffer): ReadonlyMap<string, Acknowledgement>
}

export type SendDependencies = {
  readonly vault: Pick<Vault, 'openKey'>
  readonly sender: Pick<Sender, 'send'>
  readonly clock: Clock
  readonly random: Random
  readonly journal: Journal
  readonly readAnswer: ReadAnswer
  readonly newTraceparent: () => string
  /** The lanes of this agency that the program owns at this moment. */
  readonly ownedLanes: () => readonly Lane[]
}

type Opened = { readonly delivery: DueDelivery; readonly key: SealingKey; readonly body: Buffer }

/** Of an answer, in the attempt's record. */
const keptBytes = 16 * 1024

const nothingSent: Sent = { results: [], answer: null }

/**
 * One request with one delivery, or with several as a batch, and what it means for each of them. Whatever cannot be
 * read is parked and does not travel; whose lane has gone to another program is left to that one.
 */
export const sendDeliveries = async (
  dependencies: SendDependencies,
  agency: Agency,
  endpoint: Endpoint,
  deliveries: readonly DueDelivery[],
): Promise<Sent> => {
  const startedAt = dependencies.clock.now()
  const owned = deliveries.filter((delivery) => stillOwned(dependencies, delivery))
  const opened = owned.flatMap((delivery) => unseal(dependencies.vault, delivery))
  const unreadable =
    opened.length === owned.length
      ? []
      : owned
          .filter(({ id }) => !opened.some(({ delivery }) => delivery.id === id))
          .map((delivery) => parkUnreadable(dependencies, delivery, startedAt))
  if (opened.length === 0) return { ...nothingSent, results: unreadable }
  const [first] = opened
  const alone = opened.length === 1 && first !== undefined
  const answer = await dependencies.sender.send(endpoint, {
    id: alone ? first.delivery.id : `batch_${randomUUID()}`,
    body: alone ? first.body : joinNotices(opened.map(({ body }) => body)),
    deliveries: opened.length,
    sentAt: startedAt,
    traceparent: dependencies.newTraceparent(),
  })
  const sent = { agency, endpoint, answer, startedAt }
  return { results: [...unreadable, ...judgeAll(dependencies, opened, sent)], answer }
}

type Answered = {
  readonly agency: Agency
  readonly endpoint: Endpoint
  readonly answer: SendResult
  readonly startedAt: Date
}

const judgeAll = (
  { clock, random, journal, readAnswer }: SendDependencies,
  opened: readonly Opened[],
  { agency, endpoint, answer, startedAt }: Answered,
): readonly AttemptResult[] => {
  const batch = opened.length > 1
  const answers = batch && answer.failure === null ? readAnswer.many(answer.body) : new Map()
  const context = { now: clock.now(), random, limits: agency.limits, endpoint }
  return opened.map(({ delivery, key }) => {
    const then = judgeAttempt(delivery, answer, {
      ...context,
      readAcknowledgement: (body) => (batch ? (answers.get(delivery.id) ?? null) : readAnswer.one(body)),
    })
    if (then.go === 'park')
      journal.alarm('delivery.parked', { agency: agency.id, delivery: delivery.id, reason: then.reason })
    return {
      delivery,
      attempt: {
        startedAt,
        durationMs: Math.round(answer.durationMs),
        status: answer.status,
        failure: answer.failure,
        answer: keptAnswer(key, delivery, { answer, then, batch }),
      },
      then,
    }
  })
}

/** Waiting for a slot took so long that another program owns the lane now: it will send. */
const stillOwned = ({ ownedLanes }: SendDependencies, { shard, epoch }: DueDelivery): boolean =>
  ownedLanes().some((lane) => lane.shard === shard && lane.epoch === epoch)

/**
 * What came back, where it says more than the acknowledgement that was read from it and is recorded field by field. Of a
 * batch only what says why it failed: the answer to others is none of this delivery's.
 */
const keptAnswer = (
  key: SealingKey,
  delivery: DueDelivery,
  { answer, then, batch }: { answer: SendResult; then: AttemptResult['then']; batch: boolean },
): Buffer | null => {
  if (answer.body.length === 0 || then.go === 'acknowledged') return null
  if (batch && answer.failure === null) return null
  return key.seal(`answer:${delivery.id}`, answer.body.subarray(0, keptBytes))
}

const unseal = (vault: Pick<Vault, 'openKey'>, delivery: DueDelivery): readonly Opened[] => {
  try {
    const key = vault.openKey(delivery.declaration, delivery.wrappedKey)
    const body = delivery.body ?? key.open(bodyContext(delivery.id), delivery.frozenBody)
    return [{ delivery, key, body }]
  } catch {
    return []
  }
}

/** The frozen body was altered, or the root key is another one: no retry can mend that, an operator must look. */
const parkUnreadable = (
  { journal }: SendDependencies,
  delivery: DueDelivery,
  startedAt: Date,
): AttemptResult => {
  const reason = 'body-unreadable'
  journal.alarm('delivery.parked', { agency: delivery.agency, delivery: delivery.id, reason })
  return {
    delivery,
    attempt: { startedAt, durationMs: 0, status: null, failure: reason, answer: null },
    then: { go: 'park', reason },
  }
}
