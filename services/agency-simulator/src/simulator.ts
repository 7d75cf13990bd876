import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { EndpointKeys } from '@unefois/webhook/keys.ts'
import { createVerifier, type WebhookHeaders } from '@unefois/webhook/verify.ts'
import type { Behaviour } from './behaviour.ts'
import { openBehaviourFile } from './behaviour-file.ts'
import { decideReply, type Reply } from './decide-reply.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type Notice, noticeReader } from './notice.ts'
import { type OwedAcknowledgements, owedAcknowledgements } from './owed-acknowledgements.ts'
import { readReminder } from './read-reminder.ts'
import type { Stats } from './register.ts'
import type { SimulatedAgency } from './simulated-agency.ts'

/** A request as it arrived at an agency. */
export type Incoming = {
  readonly headers: WebhookHeaders
  readonly body: Buffer
  /** Nothing was verified on its connection yet. */
  readonly firstOnConnection: boolean
}

export type Taken =
  | Reply
  /** Not a notice of ours: 401 for its signature, 422 for its form. */
  | { readonly as: 'refused'; readonly status: 401 | 422; readonly why: string }
  /** The agency is down. */
  | { readonly as: 'hang-up' }

export type Simulator = {
  readonly agency: string
  /** Resolves once everything that must survive was written. */
  take(incoming: Incoming): Promise<Taken>
  behaviour(): Behaviour
  behave(behaviour: Behaviour): Promise<void>
  stats(): Stats & { readonly invalidSignature: number; readonly invalidSchema: number }
  /** Ledger lines, JSON, in order of arrival. */
  received(): AsyncGenerator<string>
  /** Reminders of what was not acknowledged in time: no deliveries, and counted as nothing. */
  reminders(): AsyncGenerator<string>
  forget(): Promise<void>
  stop(): Promise<void>
}

export type SimulatorParts = {
  readonly agency: SimulatedAgency
  /** Where this agency's files are; made when missing. */
  readonly folder: string
  readonly brokerUrl: string
  readonly keys: EndpointKeys
}

/**
 * `v1` is verified on every notice, `v1a` as well on the first of each connection: that shows a broker that signs
 * it wrongly as surely, and spares the 0.11 ms that each verification takes, more than all the rest here.
 */
const signatureCheck = ({ secret, publicKey }: EndpointKeys) => {
  const bySecret = createVerifier({ secrets: [secret], publicKeys: [] })
  const byPublicKey = createVerifier({ secrets: [], publicKeys: [publicKey] })
  return ({ headers, body, firstOnConnection }: Incoming): string | null => {
    const received = { headers, body, now: Math.floor(Date.now() / 1000) }
    const v1 = bySecret(received)
    if (!v1.verified) return `v1: ${v1.why}`
    const v1a = firstOnConnection ? byPublicKey(received) : v1
    return v1a.verified ? null : `v1a: ${v1a.why}`
  }
}

type Played = {
  readonly agency: SimulatedAgency
  readonly ledger: Ledger
  readonly owed: OwedAcknowledgements
}

const takeNotice = async (
  { agency, ledger, owed }: Played,
  behaviour: Behaviour,
  { id, subject, sequence, type, data, replaces }: Notice,
): Promise<Reply> => {
  const now = new Date()
  const { attempt, remembered } = ledger.register.arrive({ id, subject, sequence })
  const answerOfAgency = () => agency.simulator({ id, data })
  const reply = decideReply(behaviour, { deliveryId: id, attempt, now, remembered, answer: answerOfAgency })
  const { answer, owedAfterMs } = reply
  ledger.register.answered(id, answer)
  const arrival = { deliveryId: id, attempt, receivedAt: now.toISOString(), subject, sequence, type, data }
  const followed = replaces === undefined ? {} : { replaces }
  const written = ledger.write({ ...arrival, ...followed, duplicate: attempt > 1, answer })
  if (owedAfterMs === undefined || answer.acknowledgement === undefined) {
    await written
    return reply
  }
  const at = new Date(now.getTime() + owedAfterMs).toISOString()
  const debt = { deliveryId: id, at, acknowledgement: answer.acknowledgement }
  await Promise.all([written, ledger.owe(debt)])
  owed.owe(debt)
  return reply
}

/** One agency: what it received, how it behaves, what it owes. */
export const openSimulator = async (parts: SimulatorParts): Promise<Simulator> => {
  const { folder } = parts
  const agency: string = parts.agency.id
  await mkdir(folder, { recursive: true })
  const behaviourFile = await openBehaviourFile(join(folder, 'behaviour.json'))
  const ledger = await openLedger(folder)
  const signatureFlaw = signatureCheck(parts.keys)
  const readNotice = noticeReader(parts.agency)
  let behaviour = behaviourFile.read
  const owed = owedAcknowledgements({ agency, brokerUrl: parts.brokerUrl, settled: ledger.settled })
  for (const one of ledger.owedAtStart) owed.owe(one)
  const played = { agency: parts.agency, ledger, owed }

  return {
    agency,
    take: async (incoming) => {
      if (behaviour.mode === 'down') return { as: 'hang-up' }
      const wrong = signatureFlaw(incoming)
      if (wrong !== null) {
        await ledger.refused('invalidSignature', wrong)
        return { as: 'refused', status: 401, why: wrong }
      }
      const webhookId = String(incoming.headers['webhook-id'])
      const reminded = readReminder(incoming.body, webhookId)
      if (reminded !== null) {
        await ledger.reminded(reminded)
        return { as: 'answer', answer: { status: 204 }, waitMs: 0 }
      }
      const read = readNotice(incoming.body, webhookId)
      if ('notice' in read) return takeNotice(played, behaviour, read.notice)
      await ledger.refused('invalidSchema', read.flaw)
      return { as: 'refused', status: 422, why: read.flaw }
    },
    behaviour: () => behaviour,
    behave: async (next) => {
      await behaviourFile.write(next)
      behaviour = next
    },
    stats: () => ({ ...ledger.register.stats(), ...ledger.refusals() }),
    received: ledger.received,
    reminders: ledger.reminders,
    forget: () => ledger.clear(owed.list()),
    stop: async () => {
      owed.stop()
      await ledger.close()
    },
  }
}
