import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

export type Ended = { readonly ok: boolean; readonly output: string; readonly seconds: number }

/** Runs a program of node_modules under this Node and keeps what it says. Never rejects: a failure is a result. */
export const runProgram = async (file: string, args: readonly string[]): Promise<Ended> => {
  const started = performance.now()
  const child = spawn(process.execPath, [`${root}node_modules/${file}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (text: string) => {
    output += text
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  const [code] = (await once(child, 'close')) as [number | null]
  return { ok: code === 0, output, seconds: (performance.now() - started) / 1000 }
}
