import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type BrokerByHand, brokerByHand } from './broker-by-hand.ts'
import { commands } from './commands.ts'
import { foundOnce } from './found-once.ts'
import { runStory } from './run-story.ts'

const postgres = usePostgres()
let broker: BrokerByHand
let person = 1_000

beforeAll(async () => {
  // Nothing here is about losing power; what a commit waits for would be most of the time.
  await postgres.pool.query(
    `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`,
  )
  broker = brokerByHand(postgres.pool)
})

test('whatever is declared, corrected, withdrawn, died and restored, each agency ends holding what stands', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (given) => {
      person += 1
      await runStory(broker, person, given)
    }),
    { numRuns: 120, examples: foundOnce.map((commands) => [commands]) },
  )
  expect(broker.alarms().filter((code) => code !== 'delivery.parked')).toEqual([])
})
