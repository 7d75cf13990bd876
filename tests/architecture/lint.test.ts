import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const planted = fileURLToPath(new URL('planted/lint/', import.meta.url))

type Report = { readonly diagnostics: readonly { readonly filename: string; readonly code: string }[] }

let place = ''
// The linter passes over `planted`, so it gets a copy elsewhere, under our own settings.
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'unefois-lint-'))
  cpSync(planted, place, { recursive: true })
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'tsconfig.base.json', 'package.json']) {
    cpSync(join(root, file), join(place, file))
  }
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('the linter sees every planted violation', () => {
  const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json', 'packages', 'services']
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: place, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(stdout) as Report
  const found = new Set(diagnostics.map(({ filename, code }) => `${filename} ${code}`))
  const expected = readFileSync(join(planted, 'violations.txt'), 'utf8').trim().split('\n')
  expect([...found].toSorted()).toEqual(expected.toSorted())
  expect(status).toBe(1)
})
