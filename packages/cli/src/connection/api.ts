import type { Language } from '@unefois/domain/bilingual.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import type { Connection } from './connection.ts'

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

export type Asked<Schema extends z.ZodType> = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Query
  readonly body?: unknown
  /** What the answer must look like; what it does not name is dropped. */
  readonly schema: Schema
  /** Other statuses than 2xx whose answer is of the schema too. */
  readonly alsoGood?: readonly number[]
  readonly signal?: AbortSignal
  /** For the whole answer; half a minute unless said otherwise. */
  readonly withinMs?: number
}

export type Api = {
  readonly url: string
  /** The parsed answer; throws a Failure with what was wrong. */
  ask<Schema extends z.ZodType>(asked: Asked<Schema>): Promise<z.output<Schema>>
}

const usualDeadlineMs = 30_000

/** The service is overloaded, or what stands before it cannot reach it: it may pass. */
const overloadedOrGone: readonly number[] = [429, 502, 503, 504]

/** As lenient as what gateways answer in the service's place. */
const ToldProblem = Problem.extend({ detail: z.string().default(''), instance: z.string().default('') })

const exitOfStatus = (status: number): ExitCode => {
  if (status === 401 || status === 403) return exitCodes.refused
  if (status === 404) return exitCodes.notFound
  if (status === 409) return exitCodes.conflict
  if (overloadedOrGone.includes(status)) return exitCodes.unreachable
  return status >= 400 && status < 500 ? exitCodes.badInput : exitCodes.failed
}

const withQuery = (path: string, query: Query = {}): string => {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) given.append(name, String(value))
  return given.size === 0 ? path : `${path}?${given}`
}

const jsonOf = (text: string): unknown => {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The system's own word for why nothing answered: `ECONNREFUSED`, `ENOTFOUND`, a time limit. */
const whyUnreachable = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : cause instanceof Error ? cause.name : String(cause)
}

/** Speaks to the service as an account does; the only place that knows HTTP. */
export const openApi = ({ url, token }: Connection, language: Language): Api => {
  const send = async ({ method = 'GET', path, query, body, signal, withinMs }: Asked<z.ZodType>) => {
    const deadline = AbortSignal.timeout(withinMs ?? usualDeadlineMs)
    try {
      const answer = await fetch(url + withQuery(path, query), {
        method,
        // A redirect would carry the token elsewhere.
        redirect: 'manual',
        headers: {
          accept: 'application/json, application/problem+json',
          'accept-language': language,
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
      })
      return { status: answer.status, json: jsonOf(await answer.text()) }
    } catch (error) {
      if (signal?.aborted === true) throw new Failure(exitCodes.interrupted, { key: 'failure.interrupted' })
      const values = { url, why: whyUnreachable(error) }
      throw new Failure(exitCodes.unreachable, { key: 'failure.unreachable', values })
    }
  }
  return {
    url,
    ask: async (asked) => {
      const { status, json } = await send(asked)
      if ((status >= 200 && status < 300) || asked.alsoGood?.includes(status) === true) {
        const read = asked.schema.safeParse(json)
        if (read.success) return read.data
      } else {
        const problem = ToldProblem.safeParse(json)
        if (problem.success)
          throw new Failure(
            exitOfStatus(status),
            { key: 'failure.answered', values: { status } },
            problem.data,
          )
      }
      const values = { url, path: asked.path, status }
      if (overloadedOrGone.includes(status))
        throw new Failure(exitCodes.unreachable, { key: 'failure.answered', values })
      throw new Failure(exitCodes.notUnderstood, { key: 'failure.not-understood', values })
    },
  }
}
