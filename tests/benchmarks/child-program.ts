import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What a child program does for its parent, by name. See `answerParent`. */
export type Answers = { readonly [name: string]: (...args: never[]) => unknown }

export type Question = { readonly number: number; readonly name: string; readonly args: readonly unknown[] }
export type Reply = { readonly number: number; readonly answer?: unknown; readonly failure?: string }

type Answer<Of extends (...args: never[]) => unknown> = Awaited<ReturnType<Of>>

export type Child<Of extends Answers> = {
  readonly pid: number
  ask<Name extends keyof Of & string>(name: Name, ...args: Parameters<Of[Name]>): Promise<Answer<Of[Name]>>
  stop(): Promise<void>
}

type Waiting = { resolve(answer: unknown): void; reject(error: Error): void }

const waitingFor = (child: ChildProcess): ((question: Question) => Promise<unknown>) => {
  const waiting = new Map<number, Waiting>()
  child.on('message', ({ number, answer, failure }: Reply) => {
    const asker = waiting.get(number)
    waiting.delete(number)
    if (failure === undefined) asker?.resolve(answer)
    else asker?.reject(new Error(failure))
  })
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`it ended with ${signal ?? code}`))
    waiting.clear()
  })
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.set(question.number, { resolve, reject })
      child.send(question, (error) => error && reject(error))
    })
}

/** Starts a program of `programs/`, so that it has a processor of its own and is measured apart. */
export const startChild = <Of extends Answers>(name: string): Child<Of> => {
  const child = fork(join(import.meta.dirname, 'programs', `${name}.ts`), [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const put = waitingFor(child)
  let number = 0
  return {
    pid: child.pid ?? 0,
    ask: (asked, ...args) => {
      number += 1
      return put({ number, name: asked, args }) as Promise<Answer<Of[typeof asked]>>
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}
