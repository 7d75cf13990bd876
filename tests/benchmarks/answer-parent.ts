import process from 'node:process'
import type { Answers, Question, Reply } from './child-program.ts'

/** The child's side of `startChild`: answers each question by the function of its name. */
export const answerParent = (answers: Answers): void => {
  const reply = (answer: Reply): void => void process.send?.(answer)
  process.on('message', ({ number, name, args }: Question) => {
    const asked = answers[name] as ((...given: readonly unknown[]) => unknown) | undefined
    void Promise.resolve()
      .then(() => asked?.(...args))
      .then(
        (answer) => reply({ number, answer }),
        (error: unknown) =>
          reply({ number, failure: error instanceof Error ? error.message : String(error) }),
      )
  })
  process.on('disconnect', () => process.exit(0))
}
