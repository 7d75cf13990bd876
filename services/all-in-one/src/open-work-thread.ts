import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { asError, type Question, type Said, type WorkAnswers, type WorkOrder } from './work-order.ts'

export type WorkThread = {
  /** Its figures, as Prometheus reads them. */
  figures(): Promise<string>
  healthy(): Promise<boolean>
  stop(): Promise<void>
}

type Waiting = { resolve(answer: WorkAnswers[keyof WorkAnswers]): void; reject(error: Error): void }

const answersWithinMs = 2_000

/**
 * Starts the work on a thread of its own, so that whoever files and whoever is told never wait for each other. Its
 * unexpected end is the program's: half a broker must not look like a whole one.
 */
export const openWorkThread = async (order: WorkOrder): Promise<WorkThread> => {
  const thread = new Worker(new URL('./work-thread.ts', import.meta.url), {
    workerData: order,
  })
  await untilStarted(thread)
  const waiting = new Map<number, Waiting>()
  let asked = 0
  thread.on('message', (message: Said) => {
    if (message.says !== 'answered' && message.says !== 'failed') return
    const asker = waiting.get(message.number)
    waiting.delete(message.number)
    if (message.says === 'answered') asker?.resolve(message.answer)
    else asker?.reject(asError(message.failure))
  })
  // Thrown out of an event, it reaches the program's own last resort, which logs it and ends the program.
  thread.on('error', (error: Error) => {
    throw error
  })
  let stopping = false
  thread.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the work has ended'))
    if (!stopping) throw new Error('the work ended by itself')
  })

  const ask = <Ask extends keyof WorkAnswers>(what: Ask): Promise<WorkAnswers[Ask]> =>
    new Promise((resolve, reject) => {
      asked += 1
      waiting.set(asked, { resolve: (answer) => resolve(answer as WorkAnswers[Ask]), reject })
      const question: Question = { number: asked, ask: what }
      thread.postMessage(question)
    })
  /** Whoever looks at figures learns from their absence too. */
  const askSoon = async <Ask extends keyof WorkAnswers>(what: Ask): Promise<WorkAnswers[Ask]> => {
    const { promise, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(reject, answersWithinMs, new Error('the work does not answer'))
    try {
      return await Promise.race([ask(what), promise])
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    figures: () => askSoon('figures'),
    healthy: () => askSoon('healthy'),
    stop: async () => {
      stopping = true
      await ask('stop')
      await thread.terminate()
    },
  }
}

const untilStarted = async (thread: Worker): Promise<void> => {
  const [message] = (await once(thread, 'message')) as [Said]
  if (message.says === 'refused') throw asError(message.failure)
}
