import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runInTest } from '../testing/run-in-test.ts'

const run = promisify(execFile)
const scriptFor = async (shell: string): Promise<string> => (await runInTest(['completion', shell])).out

/** What bash would offer after these words, the last of which is being typed. */
const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
  const ask = `${await scriptFor('bash')}
    COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _unefois
    printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout } = await run('bash', ['-u', '-c', ask, 'bash', 'unefois', ...words])
  return stdout.split('\n').filter((word) => word !== '')
}

const checks = {
  bash: ['-n', '-c'],
  zsh: ['-n', '-c'],
  fish: ['--no-execute', '-c'],
} as const
const shells = Object.keys(checks) as (keyof typeof checks)[]
const isHere = (shell: string): Promise<boolean> =>
  run(shell, ['--version']).then(
    () => true,
    () => false,
  )
const here = await Promise.all(shells.map(isHere))

/** bash is on every machine that we run on; the others are read where they are. */
describe('completion', () => {
  it.each(shells.filter((shell, i) => shell === 'bash' || here[i] === true))('reads as %s', async (shell) => {
    await run(shell, [...checks[shell], await scriptFor(shell)])
  })
})

describe('completion in bash', () => {
  it('offers commands, their words, options and what an option may be', async () => {
    expect(await offered('del')).toEqual(['deliveries', 'delivery'])
    expect(await offered('delivery', '')).toEqual(['show', 'set-aside'])
    expect(await offered('deliveries', '--st')).toEqual(['--state'])
    expect(await offered('deliveries', '--agency', 'saaq', '--state', 'pa')).toEqual(['parked'])
    expect(await offered('--lang', '')).toEqual([])
    expect(await offered('deliveries', '--lang', '')).toEqual(['fr', 'en'])
    expect(await offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']))
    expect(await offered('delivery', 'show', '')).not.toContain('set-aside')
  })

  it('takes the value of an option for no command', async () => {
    expect(await offered('--url', 'deliveries', 'calendar', '')).toEqual(['show', 'close', 'set'])
  })
})
