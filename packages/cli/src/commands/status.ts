import { AgencyOverviewList } from '@unefois/schemas/answers/agency-overview.ts'
import { z } from 'zod'
import type { Call, Command } from '../command.ts'
import type { Api } from '../connection/api.ts'
import { countListed } from '../connection/count-listed.ts'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { renderStatus } from '../render/render-status.ts'
import { turnsOf } from '../turns.ts'

const Readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  checks: z.record(z.string(), z.enum(['passed', 'failed'])),
})

/** Gateways often keep it to themselves: then it is known from the answers alone that the service runs. */
const readReadiness = async (api: Api): Promise<z.output<typeof Readiness> | null> => {
  try {
    return await api.ask({ path: '/health/ready', schema: Readiness, alsoGood: [503] })
  } catch (error) {
    if (error instanceof Failure && error.exit !== exitCodes.unreachable) return null
    throw error
  }
}

const gather = async ({ api }: Call) => {
  const count = (path: string, state: string) => countListed(api, path, state)
  const [readiness, overview, deadLetters, cases, awaiting, running, paused] = await Promise.all([
    readReadiness(api),
    api.ask({ path: '/v1/operations/agencies', schema: AgencyOverviewList }),
    count('/v1/operations/dead-letters', 'listed'),
    count('/v1/operations/cases', 'open'),
    count('/v1/operations/replays', 'awaiting-approval'),
    count('/v1/operations/replays', 'running'),
    count('/v1/operations/replays', 'paused'),
  ])
  const turns = turnsOf({
    agencies: overview.items,
    deadLetters,
    cases,
    replays: { awaiting, running, paused },
  })
  return { readiness, turns }
}

/** What waits, and whose turn it is: what an operator reads first. */
export const status: Command = {
  name: 'status',
  summary: 'command.status',
  operands: [],
  options: ['check'],
  run: async (call) => {
    const { readiness, turns } = await gather(call)
    const ready = readiness === null ? null : readiness.status === 'ready'
    const checks = readiness?.checks ?? {}
    const attention = ready === false || turns.some(({ turn }) => turn === 'operator')
    return {
      document: { url: call.api.url, ready, checks, waiting: turns },
      text: renderStatus({ url: call.api.url, checks, turns }, call.style),
      code: call.options.flag('check') && attention ? exitCodes.needsAttention : exitCodes.done,
    }
  },
}
