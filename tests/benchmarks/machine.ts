import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'
import process from 'node:process'
import { repository } from '@unefois/tests/running/start-program.ts'

export type Machine = {
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  /** Short; `+` when files differed from it. */
  readonly commit: string
}

const git = (...args: readonly string[]): string | null => {
  try {
    return execFileSync('git', args, { cwd: repository, encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    // An unpacked archive has no history.
    return null
  }
}

export const thisMachine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${release()} ${process.arch}`,
  node: process.versions.node,
  commit: (git('rev-parse', '--short', 'HEAD') ?? 'unknown') + (git('status', '--porcelain') ? '+' : ''),
})
