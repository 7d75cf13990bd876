/** The codes in the first column of the tables under a heading (`## Refusals`), or of the whole page. */
export const tableCodes = (page: string, heading?: string): readonly string[] => {
  const section =
    heading === undefined ? page : (page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '')
  return [...section.matchAll(/^\| `(?<code>[^`]+)` +\|/gm)].map(({ groups }) => groups?.['code'] ?? '')
}

/** Quoted entries of `export const NAME = [ … ]`. */
export const listedIn = (source: string, name: string): readonly string[] => {
  const body = new RegExp(`export const ${name} = \\[([^\\]]*)\\]`).exec(source)?.[1] ?? ''
  return [...body.replaceAll(/\/\/.*$/gm, '').matchAll(/'([^']+)'/g)].map(([, code]) => code ?? '')
}

type Comparison = { readonly code: readonly string[]; readonly page: readonly string[]; readonly at: string }

/** Both ways: what the code has is on the page, and what is on the page is in the code. */
export const differences = ({ code, page, at }: Comparison): readonly string[] => [
  ...(code.length === 0 ? [`${at}: nothing was found to compare with`] : []),
  ...code.filter((one) => !page.includes(one)).map((one) => `${at} does not explain ${one}`),
  ...page.filter((one) => !code.includes(one)).map((one) => `${at} explains ${one}, which does not exist`),
]
