import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startProgram } from '../running/start-program.ts'

const allInOne = 'services/all-in-one/src/main.ts'
const separate = ['intake', 'relay', 'delivery', 'acknowledgement', 'operations', 'partner'].map(
  (name) => `services/${name}/src/main.ts`,
)
const database = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }

const refused = async (program: string, settings: Record<string, string>, argv: readonly string[] = []) => {
  const folder = await mkdtemp(join(tmpdir(), 'unefois-refused-'))
  try {
    const started = startProgram(program, { UNEFOIS_DATA: join(folder, 'data'), ...settings }, argv)
    const code = await started.ended()
    return { code, lines: started.output().trimEnd().split('\n'), left: await readdir(folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('a bad setting stops the start with one line that names it, and exit code 78', () => {
  test.concurrent.each<[string, Record<string, string>]>([
    ['PORT', { PORT: '99999' }],
    ['UNEFOIS_AUTH', { NODE_ENV: 'production' }],
    ['UNEFOIS_HOLD', { UNEFOIS_HOLD: '15 minutes' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://user:tellnobody@127.0.0.1/none' }],
    ['KAFKA_BROKERS', { KAFKA_BROKERS: 'kafka' }],
  ])('%s: %j', async (name, settings) => {
    const { code, lines, left } = await refused(allInOne, settings, ['--demonstration'])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^all-in-one: ${name} `))
    expect(lines[0]).not.toContain('tellnobody')
    expect(code).toBe(78)
    expect(left).toEqual([])
  })

  test.concurrent('several at once are all named, in the same line', async () => {
    const { code, lines } = await refused(allInOne, { PORT: 'x', UNEFOIS_HOLD: 'x' }, ['--demonstration'])
    expect(code).toBe(78)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/PORT .*UNEFOIS_HOLD /)
  })
})

test.concurrent('without the demonstration’s settings, who may ask for what has to be said', async () => {
  const { code, lines } = await refused(allInOne, {})
  expect(code).toBe(78)
  expect(lines).toEqual(['all-in-one: UNEFOIS_AUTH is missing'])
})

test.concurrent.each(separate)('%s alone needs a database to be named', async (program) => {
  const { code, lines } = await refused(program, { UNEFOIS_AUTH: 'demo' })
  expect(code).toBe(78)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/: DATABASE_URL is missing$/)
})

test.each(['intake', 'acknowledgement', 'operations', 'partner'])(
  '%s refuses the demonstration in production',
  async (name) => {
    const settings = { ...database, UNEFOIS_AUTH: 'demo', NODE_ENV: 'production' }
    const { code, lines } = await refused(`services/${name}/src/main.ts`, settings)
    expect(code).toBe(78)
    expect(lines).toEqual([`${name}: UNEFOIS_AUTH must not be "demo" when NODE_ENV is production`])
  },
)

test.concurrent('a database that is not there is another failure than a bad setting: exit code 1', async () => {
  const { code, lines } = await refused('services/relay/src/main.ts', database)
  expect(code).toBe(1)
  expect(lines).toHaveLength(1)
})
