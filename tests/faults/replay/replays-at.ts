import { ReplayAnswer, ReplayPreview } from '@unefois/schemas/answers/replay-answer.ts'
import type { z } from 'zod'
import { type Answer, apiClient } from '../../running/api-client.ts'
import { until } from '../../running/until.ts'

export type Replay = z.output<typeof ReplayAnswer>

const reason = 'the agencies are up again'

/** What operators ask and decide of replays of many. What asks only is asked again while operations are being killed. */
export const replaysAt = (url: string) => {
  const api = apiClient(url, 'demo-operator')
  const expected = (answer: Answer, status: number): unknown => {
    if (answer.status !== status)
      throw new Error(`operations answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const ask = async (body: object, status: number): Promise<unknown> =>
    expected(await api.post('/v1/operations/replays', { filter: {}, reason, ...body }), status)

  const read = (id: string): Promise<Replay> =>
    until('operations answer', async () => {
      const answer = await api.get(`/v1/operations/replays/${id}`).catch(() => null)
      return answer !== null && answer.status === 200 && ReplayAnswer.parse(answer.body)
    })

  return {
    read,
    parked: async (): Promise<number> => ReplayPreview.parse(await ask({ dryRun: true }, 200)).total,
    /** Approved by the other operator where it is so large that it must be. */
    start: async (): Promise<Replay> => {
      const replay = ReplayAnswer.parse(await ask({}, 202))
      if (replay.state !== 'awaiting-approval') return replay
      const path = `/v1/operations/replays/${replay.id}/approve`
      expected(await api.post(path), 403)
      return ReplayAnswer.parse(expected(await apiClient(url, 'demo-operator-2').post(path), 200))
    },
    cancel: async (id: string): Promise<Replay> =>
      ReplayAnswer.parse(expected(await api.post(`/v1/operations/replays/${id}/cancel`), 200)),
    /** Resolves with the first answer of which this is true; every `done` that was seen goes into `seen`. */
    untilIt: (id: string, is: (replay: Replay) => boolean, seen: number[] = []): Promise<Replay> =>
      until(
        `replay ${id}`,
        async () => {
          const replay = await read(id)
          if (replay.done !== seen.at(-1)) seen.push(replay.done)
          return is(replay) && replay
        },
        1_800_000,
      ),
  }
}
