import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Crowd, inventedHousehold } from '@unefois/tests/running/invented-household.ts'
import { Pool } from 'undici'
import { answerParent } from '../answer-parent.ts'
import { OneAnswer } from '../one-answer.ts'

/** A declaration that was answered with 202, and whom its plan tells. */
export type Accepted = {
  /** Milliseconds since 1970, with their fraction: when the request left and when its answer was in. */
  readonly filedAt: number
  readonly acceptedAt: number
  readonly told: readonly { readonly agency: string; readonly delivery: string }[]
}

export type Filings = {
  readonly accepted: readonly Accepted[]
  /** Answers that were no 202, by status; `0`: no answer at all. */
  readonly refused: Readonly<Record<string, number>>
}

type Answered = { readonly filedAt: number; readonly acceptedAt: number; readonly body: Buffer }
type Line = { readonly agency: string; readonly told: boolean; readonly delivery?: { readonly id: string } }

const now = (): number => performance.timeOrigin + performance.now()

let pool: Pool | null = null
const bodies: Buffer[] = []
let answered: Answered[] = []
let refused: Record<string, number> = {}
let nextHousehold = 0
let crowd: Crowd = { persons: 1, told: 'four' }
/** How many declarations may have been filed in all. */
let allowance = 0
let stopped = true
let filers: Promise<unknown> = Promise.resolve()

const body = (): Buffer => bodies.pop() ?? prepared()
const prepared = (): Buffer => {
  nextHousehold += 1
  return Buffer.from(JSON.stringify(inventedHousehold(nextHousehold, crowd)))
}

const file = async (to: Pool): Promise<void> => {
  const filedAt = now()
  const { status, body: answer } = await new Promise<{ status: number; body: Buffer }>((resolve) => {
    to.dispatch(
      {
        path: '/v1/declarations',
        method: 'POST',
        headers: [
          'authorization',
          'Bearer demo-citizen',
          'content-type',
          'application/json',
          'idempotency-key',
          randomUUID(),
        ],
        body: body(),
      },
      new OneAnswer(resolve),
    )
  })
  if (status === 202) answered.push({ filedAt, acceptedAt: now(), body: answer })
  else refused[status] = (refused[status] ?? 0) + 1
}

/** Read after the measurement: parsing 3 KB for each would take the product's processor from it. */
const read = ({ body: answer, ...times }: Answered): Accepted => {
  const { plan } = JSON.parse(answer.toString()) as { plan: readonly Line[] }
  const told = plan.flatMap(({ agency, delivery }) =>
    delivery === undefined ? [] : [{ agency, delivery: delivery.id }],
  )
  return { ...times, told }
}

const takeFilings = (): Filings => {
  const filings = { accepted: answered.map(read), refused }
  answered = []
  refused = {}
  return filings
}

const opened = (): Pool => {
  if (pool === null) throw new Error('not connected')
  return pool
}

const keepFiling = async (to: Pool, begun: { count: number }): Promise<void> => {
  while (!stopped) {
    if (begun.count >= allowance) {
      await pause(2)
      continue
    }
    begun.count += 1
    await file(to)
  }
}

const answers = {
  connect: (url: string, connections: number): void => {
    pool = new Pool(url, { connections, pipelining: 1, headersTimeout: 60_000, bodyTimeout: 60_000 })
  },
  /** From here on such households are filed, none of whose persons was filed before. */
  invent: (wanted: Crowd): void => {
    bodies.length = 0
    nextHousehold = Math.ceil((nextHousehold * crowd.persons) / wanted.persons)
    crowd = wanted
  },
  /** Makes bodies ahead, so that making them is not measured. */
  prepare: (count: number): void => {
    while (bodies.length < count) bodies.push(prepared())
  },
  /** Files as fast as is accepted and allowed, until `end`. */
  begin: (concurrency: number): void => {
    const to = opened()
    const begun = { count: 0 }
    stopped = false
    allowance = 0
    filers = Promise.all(Array.from({ length: concurrency }, () => keepFiling(to, begun)))
  },
  allow: (declarations: number): void => {
    allowance = declarations
  },
  end: async (): Promise<Filings> => {
    stopped = true
    await filers
    return takeFilings()
  },
  /** Files so many, as fast as is accepted. */
  fileAll: async (declarations: number, concurrency: number): Promise<Filings> => {
    answers.begin(concurrency)
    answers.allow(declarations)
    const answeredOrRefused = (): number =>
      answered.length + Object.values(refused).reduce((sum, count) => sum + count, 0)
    while (answeredOrRefused() < declarations) await pause(20)
    return answers.end()
  },
  /** Files at a constant rate, whatever becomes of those before. */
  arrive: async (perSecond: number, seconds: number): Promise<Filings> => {
    const to = opened()
    const start = performance.now()
    const filings: Promise<void>[] = []
    for (let filed = 0; filed < perSecond * seconds; filed++) {
      const wait = start + (filed * 1000) / perSecond - performance.now()
      if (wait > 0) await pause(wait)
      filings.push(file(to))
    }
    await Promise.all(filings)
    return takeFilings()
  },
}

export type Filer = typeof answers

answerParent(answers)
