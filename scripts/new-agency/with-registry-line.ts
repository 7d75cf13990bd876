import type { AgencyRequest } from './agency-request.ts'

const source = (line: string): string => /'([^']+)'$/.exec(line)?.[1] ?? ''

/** The text of registry.ts with one more agency: its import in order, its line at the end of the list. */
export const withRegistryLine = (registry: string, { id, alias }: AgencyRequest): string => {
  const lines = registry.split('\n')
  const imports = lines.filter((line) => line.startsWith('import '))
  const rest = lines.filter((line) => !line.startsWith('import '))
  const end = rest.indexOf(']')
  if (imports.length === 0 || end < 0) throw new Error('registry.ts is not the list that it should be')
  const sorted = [...imports, `import { agency as ${alias} } from './${id}/agency.ts'`].sort((one, other) =>
    source(one) < source(other) ? -1 : 1,
  )
  return [...sorted, ...rest.slice(0, end), `  ${alias},`, ...rest.slice(end)].join('\n')
}
