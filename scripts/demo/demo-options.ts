export type DemoOptions = { readonly url: string; readonly count: number }

/** The command line or a setting does not allow a run; the text is one line for whoever typed it. */
export class BadDemoOption extends Error {
  override readonly name = 'BadDemoOption'
}

const usualCount = 20
const mostAtOnce = 10_000

/** From `--count N` (or `--count=N`) and `UNEFOIS_URL`. Throws BadDemoOption. */
export const demoOptions = (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DemoOptions => {
  const [name, inline] = (argv[0] ?? '').split('=', 2)
  const given = inline ?? argv[1]
  const extra = argv.length > (inline === undefined ? 2 : 1)
  if (argv.length > 0 && (name !== '--count' || extra))
    throw new BadDemoOption('usage: npm run demo -- --count 20')
  const count = argv.length === 0 ? usualCount : Number(given)
  if (!Number.isInteger(count) || count < 1 || count > mostAtOnce)
    throw new BadDemoOption(`--count must be a whole number from 1 to ${mostAtOnce}`)
  const url = (env['UNEFOIS_URL'] || 'http://127.0.0.1:8080').replace(/\/+$/, '')
  if (!URL.canParse(url)) throw new BadDemoOption('UNEFOIS_URL must be a URL such as http://127.0.0.1:8080')
  return { url, count }
}
