import { randomUUID } from 'node:crypto'
import { fromDeadLetter, toDeadLetter } from '@unefois/broker/dead-letter-record.ts'
import type { DeadLetterToKeep } from '@unefois/broker/ports/dead-letters.ts'
import type { LogRecord } from '@unefois/broker/ports/event-log.ts'
import { topics } from '@unefois/broker/topics.ts'
import { type AgencyId, agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { deadLettersStore } from './dead-letters-store.ts'

const postgres = usePostgres()
let made = 0
/** In the order in which they are made, as the program's own are. */
const newId = (): string => {
  made += 1
  return `01936f00-0000-7000-8000-${String(made).padStart(12, '0')}`
}
const store = () => deadLettersStore(postgres.pool, newId)
const decision = { by: { id: 'demo-operator', role: 'operator' }, reason: 'Clé rétablie' } as const
const saaq = agencyId('saaq')

const aRecord = (): LogRecord => ({
  key: randomUUID(),
  headers: { ce_id: randomUUID(), ce_type: 'unefois.address-change.v1' },
  value: Buffer.from('sealed'),
})

const dead = (record: LogRecord, offset: bigint, agency: AgencyId = saaq): DeadLetterToKeep => {
  const stored = { ...record, topic: topics.declarations, partition: 2, offset }
  const letter = fromDeadLetter(toDeadLetter(stored, agency, 'content'))
  if (letter === null) throw new Error('a dead letter')
  return letter
}

const listed = async (agency: AgencyId) =>
  (await store().list({ agency, state: 'listed' }, { after: null, limit: 500 })).items

const audited = async (id: string) =>
  (
    await postgres.pool.query(
      `select code, actor, facts ->> 'reason' as reason from audit_log where facts ->> 'deadLetter' = $1 order by position`,
      [id],
    )
  ).rows

test('one that comes again and again is one, and says where it stood last', async () => {
  const agency = agencyId('ramq')
  const record = aRecord()
  await store().keep([dead(record, 1n, agency), dead(aRecord(), 2n, agency), dead(record, 3n, agency)])
  await store().keep([dead(record, 3n, agency), dead(record, 9n, agency)])
  const items = await listed(agency)
  expect(items).toHaveLength(2)
  expect(items).toContainEqual(expect.objectContaining({ offset: 9n, cause: 'content', partition: 2 }))
  expect((await store().listed()).get(agency)).toBe(2)
})

test('what is put back goes out as it was, once, for all agencies that could not read it', async () => {
  const [one, other] = [agencyId('rrq'), agencyId('dge')]
  const record = aRecord()
  await store().keep([dead(record, 1n, one), dead(record, 1n, other), dead(aRecord(), 2n, one)])
  const letter = (await listed(one)).find(({ offset }) => offset === 1n)
  const id = letter?.id ?? ''
  const both = await Promise.all([store().putBack(id, decision), store().putBack(id, decision)])
  expect(both).toMatchObject([{ state: 'put-back' }, { state: 'put-back' }])
  const { rows } = await postgres.pool.query('select topic, key, headers, value from outbox where key = $1', [
    record.key,
  ])
  expect(rows).toEqual([
    { topic: topics.declarations, ...record, headers: { ...record.headers, put_back: id } },
  ])
  expect(await listed(other)).toEqual([])
  expect(await listed(one)).toHaveLength(1)
  expect(await audited(id)).toEqual([
    { code: 'dead-letter.put-back', actor: 'demo-operator', reason: 'Clé rétablie' },
  ])
  expect(await store().setAside(id, decision)).toMatchObject({ state: 'put-back' })
})

test('what dies again is listed again; what only comes again at a redelivery is not', async () => {
  const agency = agencyId('revenu')
  const record = aRecord()
  await store().keep([dead(record, 1n, agency)])
  const id = (await listed(agency))[0]?.id ?? ''
  await store().putBack(id, decision)
  await store().keep([dead(record, 1n, agency)])
  expect(await listed(agency)).toEqual([])
  await store().keep([dead(record, 7n, agency)])
  expect(await listed(agency)).toMatchObject([{ id, offset: 7n }])
})

test('what is set aside stays so, and is forgotten after its time', async () => {
  const agency = agencyId('mess')
  const record = aRecord()
  await store().keep([dead(record, 1n, agency), dead(aRecord(), 2n, agency)])
  const [kept, id] = (await listed(agency)).map((letter) => letter.id)
  expect(await store().setAside(id ?? '', decision)).toMatchObject({ state: 'set-aside' })
  await store().keep([dead(record, 9n, agency)])
  expect((await listed(agency)).map((letter) => letter.id)).toEqual([kept])
  expect(await store().forgetDecided(new Date(Date.now() - 3_600_000))).toBe(0)
  expect(await store().forgetDecided(new Date(Date.now() + 3_600_000))).toBeGreaterThan(0)
  const { items } = await store().list({ agency }, { after: null, limit: 500 })
  expect(items.map((letter) => letter.id)).toEqual([kept])
  expect(await store().setAside(randomUUID(), decision)).toBeNull()
})

test('pages hold each once, newest first', async () => {
  const agency = agencyId('cnesst')
  for (let offset = 0n; offset < 5n; offset += 1n) await store().keep([dead(aRecord(), offset, agency)])
  const first = await store().list({ agency }, { after: null, limit: 3 })
  const second = await store().list({ agency }, { after: first.next, limit: 3 })
  expect([...first.items, ...second.items].map(({ offset }) => offset)).toEqual([4n, 3n, 2n, 1n, 0n])
  expect(second.next).toBeNull()
})
