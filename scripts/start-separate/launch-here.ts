import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import type { Launch, Launched } from '@unefois/infra/separate-services/launch-services.ts'
import { root } from '../run-program.ts'

/** Starts a service whose log goes to this terminal; each line names its service. */
export const launchHere: Launch<Launched> = ({ program, settings }) => {
  const child = spawn(process.execPath, [join(root, program)], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exited = (): boolean => child.exitCode !== null || child.signalCode !== null
  const exit = once(child, 'exit')
  return {
    exited,
    stop: async () => {
      if (!exited()) {
        child.kill('SIGTERM')
        await exit
      }
      return child.exitCode
    },
  }
}
