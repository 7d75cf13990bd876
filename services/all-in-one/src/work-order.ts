import type { Config } from './config.ts'

/** What the work's thread is started with. */
export type WorkOrder = {
  readonly config: Config & { readonly DATABASE_URL: string }
  readonly publicUrl: string
}

/** What it can be asked: its figures as Prometheus reads them, whether its consumers are well, to stop. */
export type WorkAnswers = {
  readonly figures: string
  readonly healthy: boolean
  readonly stop: null
}

export type Question = { readonly number: number; readonly ask: keyof WorkAnswers }

/** By name and message: an error's own class does not cross from one thread to another. */
export type Failure = { readonly name: string; readonly message: string }

export type Said =
  | { readonly says: 'started' }
  | { readonly says: 'refused'; readonly failure: Failure }
  | { readonly says: 'answered'; readonly number: number; readonly answer: WorkAnswers[keyof WorkAnswers] }
  | { readonly says: 'failed'; readonly number: number; readonly failure: Failure }

export const asFailure = (error: unknown): Failure =>
  error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) }

export const asError = ({ name, message }: Failure): Error => Object.assign(new Error(message), { name })
