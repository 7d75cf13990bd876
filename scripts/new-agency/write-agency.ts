import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { agencyFiles } from './agency-files.ts'
import { type AgencyRequest, BadRequest } from './agency-request.ts'
import { withRegistryLine } from './with-registry-line.ts'

/** Writes a new agency's folder and its registry line into `packages/agencies`; overwrites nothing. */
export const writeAgency = (agencies: string, request: AgencyRequest): void => {
  const { id, alias } = request
  const registryPath = join(agencies, 'registry.ts')
  const registry = readFileSync(registryPath, 'utf8')
  if (existsSync(join(agencies, id)) || new RegExp(`\\b${alias}\\b`).test(registry)) {
    throw new BadRequest(`agency "${id}" exists already, or its name is taken in the registry`)
  }
  for (const [path, text] of agencyFiles(request)) {
    mkdirSync(dirname(join(agencies, id, path)), { recursive: true })
    writeFileSync(join(agencies, id, path), text)
  }
  writeFileSync(registryPath, withRegistryLine(registry, request))
}
