import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Bench } from './log-under-test.ts'

/** What the member's program is told, as JSON in its first argument. */
export type MemberOrders = {
  readonly opener: string
  readonly settings: unknown
  readonly group: string
  readonly topic: string
}

export type MemberToKill = {
  /** The member owns its partitions. */
  ready(): Promise<void>
  /** The `ce_id`s of the batch it took and will never finish. */
  taken(): Promise<readonly string[]>
  /** SIGKILL; resolves when the program is gone. */
  kill(): Promise<void>
}

/** A member of the group in a program of its own that takes a batch and hangs, until it is killed. */
export async function memberToKill(
  bench: Bench,
  of: { readonly group: string; readonly topic: string },
): Promise<MemberToKill> {
  const orders: MemberOrders = { opener: bench.opener, settings: bench.settings, ...of }
  const program = fileURLToPath(new URL('./hanging-member.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', program, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const ready = Promise.withResolvers<void>()
  const taken = Promise.withResolvers<readonly string[]>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as { ready?: true; taken?: string[] }
    if (said.ready) ready.resolve()
    if (said.taken) taken.resolve(said.taken)
  })
  const early = () => new Error('the member ended before it was killed')
  for (const promise of [ready, taken]) {
    promise.promise.catch(() => undefined)
    void ended.then(() => promise.reject(early()))
  }
  return {
    ready: () => ready.promise,
    taken: () => taken.promise,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
