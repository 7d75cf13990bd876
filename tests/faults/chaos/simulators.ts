import type { Received } from '../checker/ledgers.ts'

export type Behaviour = Readonly<Record<string, unknown>> & { readonly mode: string }

export type Stats = {
  readonly received: number
  readonly distinct: number
  readonly duplicates: number
  readonly outOfOrder: number
  readonly invalidSignature: number
  readonly invalidSchema: number
}

/** The simulators' control. */
export const simulatorsAt = (url: string) => {
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(60_000) })
    if (!response.ok) throw new Error(`the simulators answered ${response.status} to ${path}`)
    return response.json()
  }
  return {
    stats: (agency: string) => ask(`/${agency}/stats`) as Promise<Stats>,
    received: (agency: string) => ask(`/${agency}/received`) as Promise<readonly Received[]>,
    behave: (agency: string, behaviour: Behaviour) =>
      ask(`/${agency}/behaviour`, { method: 'PUT', body: JSON.stringify(behaviour) }),
  }
}

export type Simulators = ReturnType<typeof simulatorsAt>
