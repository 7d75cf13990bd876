import type { Ledgers, Received } from '../checker/ledgers.ts'
import type { ClientLedger } from './client-ledger.ts'
import type { Invented } from './invented-persons.ts'
import { operationsAt } from './operations.ts'
import { simulatorsAt } from './simulators.ts'
import type { Services } from './start-services.ts'

/** All that have a simulator, those that are to hear nothing (without consent, partners) included. */
export const simulatedAgencies = [
  'saaq',
  'ramq',
  'rrq',
  'revenu',
  'dge',
  'etat-civil',
  'mess',
  'cnesst',
  'cra',
  'service-canada',
  'hydro-quebec',
  'ville-de-quebec',
] as const

/** Everything that the check compares, as it is now. */
export const ledgersOfRun = async (
  services: Services,
  ledger: ClientLedger,
  { expectation }: Invented,
): Promise<Ledgers> => {
  const simulators = simulatorsAt(services.simulatorsUrl)
  const received = new Map<string, readonly Received[]>()
  for (const agency of simulatedAgencies) received.set(agency, await simulators.received(agency))
  const listed = await operationsAt(services.operationsUrl).all({})
  return { filings: ledger.read(), listed, received, expectation }
}
