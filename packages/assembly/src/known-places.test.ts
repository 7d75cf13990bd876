import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAddress } from '@unefois/quebec/read-address.ts'
import { ConfigurationError } from '@unefois/runtime/configuration-error.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { knownPlaces } from './known-places.ts'

let data = ''
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'unefois-places-'))
})
afterEach(() => rmSync(data, { recursive: true }))

const imported = (text: string) => writeFileSync(join(data, 'municipalities.csv'), text)
const municipalityOf = (text: string): string | undefined => {
  const read = readAddress({ text }, knownPlaces(data))
  return read.ok ? read.address.record.municipality : undefined
}

it('knows the places that are shipped', () => {
  expect(municipalityOf('40 rue Lakeside, Knowlton J0E 1V0')).toBe('Lac-Brome')
})

it('lets the official list win once it was imported', () => {
  imported('code,nom\n99999,Knowlton\n')
  expect(municipalityOf('40 rue Lakeside, Knowlton J0E 1V0')).toBe('Knowlton')
})

it('does not start on a list that is none', () => {
  imported('rien\n1\n')
  expect(() => knownPlaces(data)).toThrow(ConfigurationError)
})
