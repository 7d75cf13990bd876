import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runInTest } from './testing/run-in-test.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unefois-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const importing = async (text: string) => {
  const file = join(folder, 'list.csv')
  writeFileSync(file, text)
  return runInTest(['import', 'municipalities', file], { dataFolder: join(folder, 'data') })
}
const kept = () => join(folder, 'data', 'municipalities.csv')

describe('unefois import municipalities', () => {
  it('keeps the list and says how many were read', async () => {
    const text = 'mcode,munnom\n07047,Amqui\n,Sans code\n23027,Québec\n'
    expect(await importing(text)).toEqual({
      code: 0,
      out: `2 municipalities read, 1 rows without a code or name left out; kept in ${kept()}\n`,
      err: '',
    })
    expect(readFileSync(kept(), 'utf8')).toBe(text)
  })

  it.each(['munnom\nAmqui\n', 'mcode,munnom\n', ''])('refuses %j and keeps nothing', async (text) => {
    expect(await importing(text)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^unefois: .+\n$/),
    })
    expect(existsSync(kept())).toBe(false)
  })

  it('says when there is no such file', async () => {
    const answer = await runInTest(['import', 'municipalities', join(folder, 'none.csv')])
    expect(answer).toMatchObject({ code: 1, err: expect.stringContaining('none.csv') })
  })
})
