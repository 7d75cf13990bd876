import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeAgency } from '@unefois/agencies/conformance-suite.ts'
import type { RegisteredAgency } from '@unefois/agencies/registered-agency.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { agencyRequest, BadRequest } from './agency-request.ts'
import { writeAgency } from './write-agency.ts'

const repository = join(import.meta.dirname, '../..')
const copy = mkdtempSync(join(tmpdir(), 'unefois-new-agency-'))
const agencies = join(copy, 'packages/agencies')
const bin = (name: string) => join(repository, 'node_modules/.bin', name)

cpSync(join(repository, 'packages/agencies'), agencies, { recursive: true })
for (const file of ['tsconfig.base.json', 'biome.json']) cpSync(join(repository, file), join(copy, file))
symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'))

const request = agencyRequest(['curateur-public', "Curateur public du Québec, aujourd'hui"])
writeAgency(agencies, request)

afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('a new agency', async () => {
  const { registry } = (await import(join(agencies, 'registry.ts'))) as { registry: RegisteredAgency[] }
  const agency = registry.at(-1)
  if (agency === undefined) throw new Error('the registry is empty')

  it('comes last, under its name', () => {
    expect(agency.id).toBe('curateur-public')
    expect(agency.name.fr).toBe('Curateur public du Québec, aujourd’hui')
    expect(agency.simulator({ id: '01936c5e-7b1a-7c3e-9f40-5d2c8a7e1b90', data: {} }).reference).toBe(
      'CURATEUR-PUBLIC-5D2C8A7E1B90',
    )
  })

  describeAgency(agency, join(agencies, agency.id))

  it('leaves the registry’s other lines as they were', () => {
    const before = readFileSync(join(repository, 'packages/agencies/registry.ts'), 'utf8').split('\n')
    const after = readFileSync(join(agencies, 'registry.ts'), 'utf8').split('\n')
    expect(after.filter((line) => !before.includes(line))).toEqual([
      "import { agency as curateurPublic } from './curateur-public/agency.ts'",
      '  curateurPublic,',
    ])
    expect(after.length).toBe(before.length + 2)
  })

  it('is formatted and well typed as it stands', () => {
    writeFileSync(
      join(copy, 'tsconfig.json'),
      JSON.stringify({ extends: './tsconfig.base.json', include: ['packages/agencies/registry.ts'] }),
    )
    writeAgency(agencies, agencyRequest(['x'.repeat(32), 'Le plus long'.repeat(8)]))
    execFileSync(process.execPath, [join(agencies, 'write-table.ts')], { stdio: 'pipe' })
    const checked = () => {
      execFileSync(bin('biome'), ['format', '--vcs-enabled=false', 'packages'], { cwd: copy, stdio: 'pipe' })
      execFileSync(bin('tsc'), ['--noEmit', '-p', '.'], { cwd: copy, stdio: 'pipe' })
    }
    expect(checked).not.toThrow()
  }, 60_000)

  it.each(['curateur-public', 'saaq', 'etat-civil', 'durations'])('is refused when %s is taken', (id) => {
    const again = () => writeAgency(agencies, { ...agencyRequest([id, 'Nom']), alias: 'saaq' })
    expect(again).toThrow(BadRequest)
  })
})

describe('agencyRequest', () => {
  it.each([
    [[], 'usage'],
    [['curateur'], 'usage'],
    [['curateur', 'Curateur', 'public'], 'usage'],
    [['Curateur', 'Nom'], 'not an agency id'],
    [['../etc', 'Nom'], 'not an agency id'],
    [['a', 'Nom'], 'not an agency id'],
    [['a--b', 'Nom'], 'not an agency id'],
    [['fin-', 'Nom'], 'not an agency id'],
    [['x'.repeat(33), 'Nom'], 'not an agency id'],
    [['package', 'Nom'], 'word of the language'],
    [['curateur', '  '], 'the name takes'],
    [['curateur', 'Nom\\'], 'the name takes'],
    [['curateur', 'Nom\nautre'], 'the name takes'],
    [['curateur', 'n'.repeat(101)], 'the name takes'],
  ])('refuses %j in one line', (given, says) => {
    const asked = () => agencyRequest(given)
    expect(asked).toThrow(BadRequest)
    expect(asked).toThrow(says)
    expect(asked).not.toThrow(/\n/)
  })
})
