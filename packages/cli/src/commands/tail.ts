import { setTimeout as pause } from 'node:timers/promises'
import { Activity } from '@unefois/schemas/answers/activity.ts'
import type { z } from 'zod'
import type { Call, Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { activityLine } from '../render/activity-line.ts'
import { misuse } from '../words/misuse.ts'

type Item = z.output<typeof Activity>['items'][number]

/** Seconds that the service waits for news before it answers that there is none. */
const waitSeconds = 25
const slackMs = 10_000
const longestPauseSeconds = 10

/** `delivery.parked` itself; `delivery.` for all of its family. */
const isWanted =
  (agency: string | undefined, codes: readonly string[]) =>
  (item: Item): boolean =>
    (agency === undefined || item.agency === agency) &&
    (codes.length === 0 ||
      codes.some((code) => (code.endsWith('.') ? item.code.startsWith(code) : item.code === code)))

const read = ({ api, terminal }: Call, after: string | undefined) =>
  api.ask({
    path: '/v1/operations/activity',
    query: { after, limit: 500, wait: waitSeconds },
    schema: Activity,
    signal: terminal.interrupted,
    withinMs: waitSeconds * 1000 + slackMs,
  })

const follow = async (call: Call, show: (items: readonly Item[]) => void): Promise<void> => {
  const { terminal, style } = call
  let after = call.options.value('after')
  let failures = 0
  for (;;) {
    try {
      const page = await read(call, after)
      failures = 0
      after = page.next
      show(page.items)
    } catch (error) {
      // Never reached at all is worth an exit code; a service that restarts is waited for.
      const mayPass = error instanceof Failure && error.exit === exitCodes.unreachable && after !== undefined
      if (!mayPass) throw error
      failures += 1
      const seconds = Math.min(longestPauseSeconds, 2 ** (failures - 1))
      terminal.err(`${style.paint('yellow', style.say('sentence.tail-lost', { seconds }))}\n`)
      await pause(seconds * 1000, undefined, { signal: terminal.interrupted })
    }
  }
}

/** What happens, as it happens, from the audit log. Ctrl-C is how it ends, so that is no failure. */
export const tail: Command = {
  name: 'tail',
  summary: 'command.tail',
  operands: [],
  options: ['agency', 'code', 'after'],
  run: async (call) => {
    const { terminal, options, style, json } = call
    const after = options.value('after')
    if (after !== undefined && !/^\d{1,18}$/.test(after))
      throw misuse('failure.not-a-cursor', { value: after })
    const wanted = isWanted(options.value('agency'), options.values('code'))
    try {
      await follow(call, (items) => {
        const lines = items
          .filter(wanted)
          .map((item) => (json ? JSON.stringify(item) : activityLine(item, style)))
        if (lines.length > 0) terminal.out(`${lines.join('\n')}\n`)
      })
    } catch (error) {
      if (!terminal.interrupted.aborted) throw error
    }
    return null
  },
}
