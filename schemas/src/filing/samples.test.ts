import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { filed } from '../../testing/filed.ts'

const folder = join(import.meta.dirname, '../../../tests/journey/samples')

it.each(readdirSync(folder))('the sample %s is taken without a confirmation', (name) => {
  expect(filed(JSON.parse(readFileSync(join(folder, name), 'utf8')))).toMatchObject({ ok: true })
})
