import type {
  AttemptResult,
  DueDelivery,
  Lane,
  MetEvent,
  OpenReport,
} from '@unefois/broker/ports/deliveries.ts'
import { type AgencyId, agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { deliveryWork } from './deliveries-store.ts'
import { lanesStore } from './lanes-store.ts'
import { aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
const ramq = agencyId('ramq')
const dge = agencyId('dge')
let lanes: readonly Lane[] = []

beforeAll(async () => {
  lanes = await lanesStore(postgres.pool, 60_000).renew('test', [saaq, ramq, dge])
})
afterEach(() => void vi.restoreAllMocks())

/** Names of the statements that were sent meanwhile. */
const statements = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  const query = vi.spyOn(postgres.pool, 'query')
  await act()
  const names = query.mock.calls.map(([config]) => (config as { name?: string }).name ?? '')
  query.mockRestore()
  return names
}

const sequencesOf = async (agency: AgencyId, { person }: MetEvent): Promise<readonly bigint[]> => {
  const { rows } = await postgres.pool.query<{ sequence: bigint }>(
    'select sequence from deliveries where agency = $1 and person_id = $2 order by sequence',
    [agency, person],
  )
  return rows.map(({ sequence }) => sequence)
}

test('what several agencies open at once shares its statements, and each has its own sequence', async () => {
  const work = deliveryWork(postgres.pool)
  const persons = Array.from({ length: 5 }, aPerson)
  const reports: OpenReport[] = []
  for (const seq of [1n, 2n]) {
    const sent = await statements(async () => {
      const all = [saaq, ramq, dge].map((agency) =>
        work.open(
          agency,
          persons.map((person) => aMetEvent(person, seq)),
        ),
      )
      reports.push(...(await Promise.all(all)))
    })
    expect(sent).toEqual(['agency-positions', 'open-work'])
  }
  expect(reports.map(({ opened, heads, gaps }) => [opened, heads.length, gaps.length])).toEqual([
    ...Array.from({ length: 3 }, () => [5, 5, 0]),
    // The persons' first ones are still due.
    ...Array.from({ length: 3 }, () => [5, 0, 0]),
  ])
  for (const agency of [saaq, ramq, dge])
    expect(await sequencesOf(agency, aMetEvent(persons[0] as MetEvent['person'], 1n))).toEqual([1n, 2n])
})

test('a person who is moved on in between is decided upon again, alone; the others are not held up', async () => {
  const work = deliveryWork(postgres.pool)
  const [one, other] = [aPerson(), aPerson()]
  const [first, second, elsewhere] = [aMetEvent(one, 1n), aMetEvent(one, 2n), aMetEvent(other, 1n)]
  // Two members of one group, as at a rebalance, in the very same statement.
  const reports = await Promise.all([
    work.open(saaq, [first]),
    work.open(saaq, [first, second]),
    work.open(ramq, [elsewhere]),
  ])
  // Whoever comes first opens it; for the other it is a repetition.
  const [ours, theirs, others] = reports
  expect([ours.opened + theirs.opened, ours.repeated + theirs.repeated]).toEqual([2, 1])
  expect(others).toMatchObject({ opened: 1, repeated: 0 })
  expect(await sequencesOf(saaq, first)).toEqual([1n, 2n])
  expect(await sequencesOf(ramq, elsewhere)).toEqual([1n])
})

test('results that several agencies record at once share a statement; a lost lane of one costs another nothing', async () => {
  const work = deliveryWork(postgres.pool)
  const events = new Map([saaq, ramq].map((agency) => [agency, aMetEvent(aPerson(), 1n)]))
  const due: DueDelivery[] = []
  for (const [agency, event] of events) {
    const { heads } = await work.open(agency, [event])
    for (const head of heads) {
      const lane = lanes.find((one) => one.agency === agency && one.shard === head.shard) as Lane
      const epoch = agency === saaq ? lane.epoch - 1n : lane.epoch
      due.push({ ...head, agency, epoch, attempts: 0, retries: 0, wrappedKey: Buffer.alloc(0) })
    }
  }
  const sent = await statements(() => Promise.all(due.map((one) => work.record(one.agency, [accepted(one)]))))
  expect(sent).toEqual(['record-attempts'])
  const { rows } = await postgres.pool.query(
    `select d.agency, o.state, (select count(*)::int from attempts a where a.delivery_id = d.id) as attempts,
            (select agency from audit_log l where l.delivery_id = d.id) as audited
       from deliveries d left join delivery_outcomes o on o.id = d.id where d.id = any($1::uuid[]) order by d.agency`,
    [due.map(({ id }) => id)],
  )
  expect(rows).toEqual([
    { agency: 'ramq', state: 'accepted', attempts: 1, audited: 'ramq' },
    { agency: 'saaq', state: null, attempts: 0, audited: null },
  ])
})

test('a row that somebody keeps locked stops its own agency, not those that share a statement with it', async () => {
  const work = deliveryWork(postgres.pool)
  const [here, there] = [aPerson(), aPerson()]
  await work.open(saaq, [aMetEvent(here, 1n)])
  await work.open(ramq, [aMetEvent(there, 1n)])
  const holder = await postgres.pool.connect()
  try {
    await holder.query('begin')
    await holder.query('select from agency_persons where person_id = $1 for update', [there])
    const stuck = work.open(ramq, [aMetEvent(there, 2n)]).then(
      () => 'opened',
      () => 'failed',
    )
    expect(await work.open(saaq, [aMetEvent(here, 2n)])).toMatchObject({ opened: 1 })
    expect(await stuck).toBe('failed')
    // The next try is its own affair.
    const again = await statements(() => {
      const tries = [work.open(ramq, [aMetEvent(there, 2n)]), work.open(saaq, [aMetEvent(here, 3n)])]
      return Promise.allSettled(tries)
    })
    expect(again.filter((name) => name === 'open-work')).toHaveLength(2)
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  expect(await work.open(ramq, [aMetEvent(there, 2n)])).toMatchObject({ opened: 1 })
}, 15_000)

const accepted = (delivery: DueDelivery): AttemptResult => ({
  delivery,
  attempt: { startedAt: new Date(), durationMs: 3, status: 200, failure: null, answer: null },
  then: { go: 'acknowledged', acknowledgement: { outcome: 'accepted' }, acknowledgeBy: new Date() },
})
