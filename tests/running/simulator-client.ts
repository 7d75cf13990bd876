/** What an agency's simulator recorded of one arrival. */
export type Arrival = {
  readonly deliveryId: string
  /** How many times this id has come, this one included. */
  readonly attempt: number
  readonly receivedAt: string
  readonly subject: string
  readonly sequence: string
  readonly type: string
  /** Of a correction or withdrawal: the delivery that it follows. */
  readonly replaces?: string
  readonly data: Readonly<Record<string, unknown>>
  readonly duplicate: boolean
}

export type SimulatorStats = {
  readonly received: number
  readonly distinct: number
  readonly duplicates: number
  readonly outOfOrder: number
  readonly invalidSignature: number
  readonly invalidSchema: number
}

/** Reads and steers the agencies' simulators through their control port. */
export const simulatorClient = (url: string) => {
  const read = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(url + path)).json()) as Answer
  return {
    received: (agency: string) => read<readonly Arrival[]>(`/${agency}/received`),
    stats: (agency: string) => read<SimulatorStats>(`/${agency}/stats`),
    behave: async (
      agency: string,
      behaviour: { readonly mode: string; readonly [option: string]: unknown },
    ) => {
      const answer = await fetch(`${url}/${agency}/behaviour`, {
        method: 'PUT',
        body: JSON.stringify(behaviour),
      })
      if (!answer.ok) throw new Error(`${agency} does not take that behaviour: ${await answer.text()}`)
      await answer.body?.cancel()
    },
    /** The arrivals of one delivery, in order. */
    arrivals: async (agency: string, delivery: string) =>
      (await read<readonly Arrival[]>(`/${agency}/received`)).filter(
        ({ deliveryId }) => deliveryId === delivery,
      ),
  }
}
