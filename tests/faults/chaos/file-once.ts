import type { FilingLine, ToldDelivery } from '../checker/ledgers.ts'

export type Answer =
  | { readonly answer: 'acknowledged'; readonly declaration: string; readonly told: readonly ToldDelivery[] }
  | { readonly answer: 'refused'; readonly why: string }
  | { readonly answer: 'indeterminate'; readonly why: string }

type PlanLine = {
  readonly agency: string
  readonly told: boolean
  readonly delivery?: { readonly id: string }
}
type Body = { readonly id?: string; readonly code?: string; readonly plan?: readonly PlanLine[] }

const patienceMs = 10_000

const toldOf = (plan: readonly PlanLine[]): readonly ToldDelivery[] =>
  plan.flatMap(({ agency, told, delivery }) =>
    told && delivery !== undefined ? [{ agency, delivery: delivery.id }] : [],
  )

const isWorthTrying = (status: number, code: string | undefined): boolean =>
  status >= 500 || status === 429 || status === 408 || code === 'idempotency-key-running'

/** One try at filing. Never rejects: no answer is an answer too. */
export const fileOnce = async (url: string, key: string, filing: unknown): Promise<Answer> => {
  try {
    const response = await fetch(`${url}/v1/declarations`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer demo-citizen',
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(filing),
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await response.text()
    const body = JSON.parse(text) as Body
    if (response.status === 202 && body.id !== undefined && body.plan !== undefined)
      return { answer: 'acknowledged', declaration: body.id, told: toldOf(body.plan) }
    const why = `${response.status} ${body.code ?? ''}`
    return { answer: isWorthTrying(response.status, body.code) ? 'indeterminate' : 'refused', why }
  } catch (error) {
    return { answer: 'indeterminate', why: error instanceof Error ? error.name : 'unknown' }
  }
}

export const lineOf = (
  about: { readonly key: string; readonly person: number; readonly move: number },
  answer: Answer,
): FilingLine => ({ at: new Date().toISOString(), ...about, ...answer })
