import { join } from 'node:path'
import { openLineFile } from './line-file.ts'
import type { Owed } from './owed-acknowledgements.ts'
import { type Received, Register } from './register.ts'

export type Refusal = 'invalidSignature' | 'invalidSchema'

/** What is kept beside the ledger itself, a line each, in `notes.jsonl`. */
type Note =
  | { readonly note: Refusal; readonly at: string; readonly why: string }
  | ({ readonly note: 'owed' } & Owed)
  | { readonly note: 'reminder'; readonly receivedAt: string; readonly deliveries: readonly string[] }
  | { readonly note: 'settled'; readonly deliveryId: string; readonly status: number }

export type Ledger = {
  readonly register: Register
  /** Promised before the last stop and not given. */
  readonly owedAtStart: readonly Owed[]
  write(received: Received): Promise<void>
  owe(owed: Owed): Promise<void>
  settled(deliveryId: string, status: number): Promise<void>
  refused(refusal: Refusal, why: string): Promise<void>
  refusals(): Readonly<Record<Refusal, number>>
  reminded(deliveries: readonly string[]): Promise<void>
  /** Lines of reminders, JSON, in order of arrival. */
  reminders(): AsyncGenerator<string>
  received(): AsyncGenerator<string>
  /** Empties everything but what is still owed. */
  clear(stillOwed: readonly Owed[]): Promise<void>
  close(): Promise<void>
}

const noteOfOwed = (owed: Owed): string => JSON.stringify({ note: 'owed', ...owed })

/** One agency's ledger, read back as it was: `received.jsonl`, a line for each arrival, and `notes.jsonl`. */
export const openLedger = async (folder: string): Promise<Ledger> => {
  const arrivals = await openLineFile(join(folder, 'received.jsonl'))
  const notes = await openLineFile(join(folder, 'notes.jsonl'))
  const register = new Register()
  const refusals: Record<Refusal, number> = { invalidSignature: 0, invalidSchema: 0 }
  const owed = new Map<string, Owed>()

  for await (const line of arrivals.read()) {
    const { deliveryId: id, subject, sequence, answer } = JSON.parse(line) as Received
    register.arrive({ id, subject, sequence })
    register.answered(id, answer)
  }
  for await (const line of notes.read()) {
    const note = JSON.parse(line) as Note
    if (note.note === 'settled') owed.delete(note.deliveryId)
    else if (note.note === 'owed') owed.set(note.deliveryId, note)
    else if (note.note !== 'reminder') refusals[note.note]++
  }

  return {
    register,
    owedAtStart: [...owed.values()].map(({ deliveryId, at, acknowledgement }) => ({
      deliveryId,
      at,
      acknowledgement,
    })),
    write: (received) => arrivals.append(JSON.stringify(received)),
    owe: (one) => notes.append(noteOfOwed(one)),
    settled: (deliveryId, status) => notes.append(JSON.stringify({ note: 'settled', deliveryId, status })),
    refused: (refusal, why) => {
      refusals[refusal]++
      return notes.append(JSON.stringify({ note: refusal, at: new Date().toISOString(), why }))
    },
    refusals: () => refusals,
    reminded: (deliveries) => {
      const receivedAt = new Date().toISOString()
      return notes.append(JSON.stringify({ note: 'reminder', receivedAt, deliveries }))
    },
    reminders: async function* () {
      for await (const line of notes.read()) if (line.startsWith('{"note":"reminder"')) yield line
    },
    received: arrivals.read,
    clear: async (stillOwed) => {
      register.clear()
      refusals.invalidSignature = 0
      refusals.invalidSchema = 0
      await Promise.all([arrivals.replace([]), notes.replace(stillOwed.map(noteOfOwed))])
    },
    close: async () => {
      await Promise.all([arrivals.close(), notes.close()])
    },
  }
}
