import { randomUUID } from 'node:crypto'
import { DeclarationAnswer } from '@unefois/schemas/answers/declaration-answer.ts'
import type { z } from 'zod'
import { type Answer, apiClient } from '../running/api-client.ts'
import { simulatorClient } from '../running/simulator-client.ts'
import { until } from '../running/until.ts'
import type { Place } from './place.ts'

export type Filed = z.output<typeof DeclarationAnswer>
export type ToldLine = Extract<Filed['plan'][number], { told: true }>

/** The answer read by its published contract, so that every test checks its form too. */
export const declarationOf = ({ status, body }: Answer): Filed => {
  if (status !== 200 && status !== 202) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return DeclarationAnswer.parse(body)
}

export const toldLinesOf = ({ plan }: Filed): readonly ToldLine[] => plan.filter((line) => line.told)

/** The told line of an agency. Throws when the agency is not told. */
export const lineOf = (declaration: Filed, agency: string): ToldLine => {
  const line = toldLinesOf(declaration).find((candidate) => candidate.agency === agency)
  if (line === undefined) throw new Error(`${agency} is not told`)
  return line
}

type Change = 'act' | 'consents' | 'corrections' | 'withdrawal'

/** Everybody who has a part in the journey, calling from outside. */
export const accountsOf = ({ url, simulators }: Place) => {
  const citizen = apiClient(url, 'demo-citizen')
  const operator = apiClient(url, 'demo-operator')
  const follow = async (id: string): Promise<Filed> =>
    declarationOf(await operator.get(`/v1/declarations/${id}`))
  return {
    citizen,
    operator,
    as: (token: string) => apiClient(url, token),
    simulators: simulatorClient(simulators),
    file: async (declaration: unknown): Promise<Filed> => declarationOf(await citizen.file(declaration)),
    /** Files as another account than the citizen; the bare answer, since it may be a refusal. */
    fileAs: (token: string, declaration: unknown) => apiClient(url, token).file(declaration),
    /** What somebody decides after the filing. */
    change: (token: string, what: `${string}/${Change}`, body: unknown, key: string = randomUUID()) =>
      apiClient(url, token).post(`/v1/declarations/${what}`, body, { 'idempotency-key': key }),
    follow,
    /** Waits until the whole declaration says so. */
    untilDeclaration: (id: string, wanted: Filed['state']): Promise<Filed> =>
      until(`declaration ${wanted}`, async () => {
        const now = await follow(id)
        return now.state === wanted && now
      }),
    /** Waits until one agency's delivery says so. */
    untilDelivery: (id: string, agency: string, wanted: ToldLine['delivery']['state']): Promise<ToldLine> =>
      until(`${agency} ${wanted}`, async () => {
        const line = lineOf(await follow(id), agency)
        return line.delivery.state === wanted && line
      }),
  }
}

export type Accounts = ReturnType<typeof accountsOf>
