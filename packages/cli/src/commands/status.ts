import { AgencyOverviewList } from '@unefois/schemas/answers/agency-overview.ts'
import { z } from 'zod'
import type { Call, Command } from '../command.ts'
import { countListed } from '../connection/count-listed.ts'
import { exitCodes } from '../exit-codes.ts'
import { renderStatus } from '../render/render-status.ts'
import { turnsOf } from '../turns.ts'

const Readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  checks: z.record(z.string(), z.enum(['passed', 'failed'])),
})

const gather = async ({ api }: Call) => {
  const count = (path: string, state: string) => countListed(api, path, state)
  const [readiness, overview, deadLetters, cases, awaiting, running, paused] = await Promise.all([
    api.ask({ path: '/health/ready', schema: Readiness, alsoGood: [503] }),
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
    const attention = readiness.status !== 'ready' || turns.some(({ turn }) => turn === 'operator')
    return {
      document: {
        url: call.api.url,
        ready: readiness.status === 'ready',
        checks: readiness.checks,
        waiting: turns,
      },
      text: renderStatus({ url: call.api.url, checks: readiness.checks, turns }, call.style),
      code: call.options.flag('check') && attention ? exitCodes.needsAttention : exitCodes.done,
    }
  },
}
