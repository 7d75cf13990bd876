import process from 'node:process'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { journalFor } from '@unefois/runtime/journal-for.ts'
import { createMetrics, type Metrics } from '@unefois/runtime/metrics.ts'
import { startWork, type Work } from './start-work.ts'
import { asFailure, type Question, type Said, type WorkAnswers, type WorkOrder } from './work-order.ts'

/** The thread's side of `openWorkThread`. What rejects here unheard ends the thread, and with it the program. */
const port = parentPort as MessagePort
const say = (message: Said): void => port.postMessage(message)

const answersOf = (work: Work, metrics: Metrics) => ({
  figures: () => metrics.collected(),
  healthy: async () => work.healthy(),
  stop: async () => {
    await work.stop()
    return null
  },
})

const answer = async (
  { number, ask }: Question,
  answers: { readonly [Ask in keyof WorkAnswers]: () => Promise<WorkAnswers[Ask]> },
): Promise<void> => {
  try {
    say({ says: 'answered', number, answer: await answers[ask]() })
  } catch (error) {
    say({ says: 'failed', number, failure: asFailure(error) })
  }
}

const run = async (order: WorkOrder): Promise<void> => {
  const metrics = createMetrics('all-in-one', 'own')
  const journal = journalFor('all-in-one', process.env)
  try {
    const work = await startWork({ ...order, journal, metrics })
    const answers = answersOf(work, metrics)
    port.on('message', (question: Question) => void answer(question, answers))
    say({ says: 'started' })
  } catch (error) {
    say({ says: 'refused', failure: asFailure(error) })
  }
}

await run(workerData as WorkOrder)
