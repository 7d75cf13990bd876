import { describe, expect, it } from 'vitest'
import { exitCodes } from './exit-codes.ts'
import { runInTest } from './testing/run-in-test.ts'

describe('unefois, called wrongly', () => {
  it.each([
    [[], 'no command'],
    [['import'], 'unknown command: import'],
    [['delivrey', 'show'], 'did you mean “delivery show”?'],
    [['import', 'municipalities'], 'needs FILE'],
    [['import', 'municipalities', 'a', 'b'], 'does not know what to do with “b”'],
    [['deliveries', '--stat', 'parked'], 'did you mean “--state”?'],
    [['deliveries', '--nonsense'], 'unknown option: --nonsense'],
    [['deliveries', '--state', 'lost'], '--state cannot be “lost”'],
    [['deliveries', '--state'], '--state needs STATE'],
    [['deliveries', '--state', '--json'], '--state needs STATE'],
    [['deliveries', '--overdue=yes'], '--overdue takes no value'],
    [['deliveries', '--agency', 'saaq', '--agency', 'ramq'], 'given twice'],
    [['deliveries', '--decision', 'confirmed'], 'does not take --decision'],
    [['replay', '--overdue', '--dry-run'], 'does not take --overdue'],
    [['deliveries', '--limit', '501'], 'from 1 to 500'],
    [['deliveries', '--since', 'yesterday'], 'not “yesterday”'],
    [['deliveries', '--since', '2026-02-30'], 'not “2026-02-30”'],
    [['deliveries', '--url', 'ftp://x'], '--url must be an address'],
    [['delivery', 'set-aside', 'x'], '--reason is needed'],
    [['delivery', 'set-aside', 'x', '--reason', ' '], '--reason is needed'],
    [['completion', 'tcsh'], 'bash, zsh, fish'],
    [['help', 'nothing'], 'unknown command'],
  ])('%j is 64, and says why', async (words, why) => {
    const { code, out, err } = await runInTest(words)
    expect({ code, out }).toEqual({ code: exitCodes.usage, out: '' })
    expect(err).toContain(why)
  })

  it('takes a bad setting for one', async () => {
    const { code, err } = await runInTest(['deliveries'], { env: { UNEFOIS_URL: 'nowhere' } })
    expect(code).toBe(exitCodes.badSetting)
    expect(err).toContain('UNEFOIS_URL')
  })

  it('says so as JSON when that is wanted', async () => {
    const { code, out, err } = await runInTest(['deliveries', '--json', '--limit', '0'])
    expect({ code, out }).toEqual({ code: exitCodes.usage, out: '' })
    expect(JSON.parse(err)).toMatchObject({ code: 'not-a-number', exit: exitCodes.usage })
  })
})

describe('unefois help', () => {
  it('explains itself, and every command with its options', async () => {
    const { code, out, err } = await runInTest(['help'])
    expect({ code, err }).toEqual({ code: exitCodes.done, err: '' })
    expect(out).toContain('deliveries')
    expect((await runInTest(['--help'])).out).toBe(out)
    const one = await runInTest(['help', 'deliveries'])
    expect(one.out).toContain('--state STATE')
    expect((await runInTest(['deliveries', '--help', '--overdue'])).out).toBe(one.out)
  })

  it('speaks French unless English is asked for', async () => {
    const french = await runInTest(['help'], { env: { LANG: 'C.UTF-8' } })
    expect(french.out).toContain('Codes de sortie')
    expect((await runInTest(['help', '--lang', 'en'], { env: { LANG: 'fr_CA' } })).out).toContain(
      'Exit codes',
    )
    expect((await runInTest(['help', '--lang=fr'])).out).toBe(french.out)
    expect((await runInTest(['nothing', '--lang=fr'])).err).toContain('commande inconnue')
  })
})

describe('unefois version', () => {
  it('is that of the package', async () => {
    expect(await runInTest(['version'])).toMatchObject({
      out: expect.stringMatching(/^unefois \d+\.\d+\.\d+\n$/),
    })
    expect(JSON.parse((await runInTest(['version', '--json'])).out)).toEqual({ version: expect.any(String) })
  })
})
