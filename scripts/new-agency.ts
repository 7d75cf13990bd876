/** `npm run new:agency -- ID "Nom"`: writes a new agency's folder, its registry line and its row of the table. */
import { join } from 'node:path'
import { agencyRequest, BadRequest } from './new-agency/agency-request.ts'
import { writeAgency } from './new-agency/write-agency.ts'

const agencies = join(import.meta.dirname, '../packages/agencies')

try {
  const request = agencyRequest(process.argv.slice(2))
  writeAgency(agencies, request)
  // Only now: the table must see the registry as it has become.
  const { writeTable } = await import('../packages/agencies/write-table.ts')
  writeTable()
  console.log(`packages/agencies/${request.id} written and registered.`)
  console.log(
    'Next: its agreement in agency.ts, whom it hears of in address-change.ts, births and deaths if it should;\nthen npm run check.',
  )
} catch (error) {
  if (!(error instanceof BadRequest)) throw error
  console.error(error.message)
  process.exitCode = 1
}
