import { randomUUID } from 'node:crypto'
import type { DeclarationId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeEach, expect, test } from 'vitest'
import { declarationsStore } from './declarations-store.ts'
import { ago, days, historyForTests, idOf } from './history-for-tests.ts'
import { aDeclaration, aPerson } from './stored-for-tests.ts'

const postgres = usePostgres()
const { keep, clear } = historyForTests(postgres)
const short = { declarationsMs: days(1000) }

beforeEach(clear)

const query = (text: string, values: readonly unknown[]) => postgres.pool.query(text, [...values])

/** Filed so many days ago, with one event that everybody has opened. */
const filed = async (daysAgo: number, replaces: string | null = null): Promise<DeclarationId> => {
  const declaration = aDeclaration()
  const id = idOf(ago(daysAgo)) as unknown as DeclarationId
  await declarationsStore(postgres.pool, aPerson).accept({ ...declaration, id })
  await query(`update declarations set replaces = $2 where id = $1`, [id, replaces])
  await query(`update person_events set opened_at = now() where declaration_id = $1`, [id])
  return id
}
const left = async (id: DeclarationId): Promise<Record<string, boolean>> => {
  const { rows } = await query(
    `select exists (select from declarations where id = $1) as declaration,
            exists (select from declaration_keys where declaration_id = $1) as key,
            exists (select from person_events where declaration_id = $1) as event,
            exists (select from audit_log where declaration_id = $1 and code = 'declaration.expired') as told`,
    [id],
  )
  return rows[0]
}
const whole = { declaration: true, key: true, event: true, told: false }
const gone = { declaration: false, key: false, event: false, told: true }

test('an old declaration goes with its key and its events, and the audit log says so; a younger one stays', async () => {
  const [old, young] = [await filed(1001), await filed(999)]
  await keep(short)
  expect(await left(old)).toEqual(gone)
  expect(await left(young)).toEqual(whole)
})

test('it stays while an event of it is not opened everywhere, or people have a case of it', async () => {
  const [unopened, discussed] = [await filed(1001), await filed(1002)]
  await query(`update person_events set opened_at = null where declaration_id = $1`, [unopened])
  const open = randomUUID()
  await query(`insert into cases (id, code, declaration_id) values ($1, 'identity-conflict', $2)`, [
    open,
    discussed,
  ])
  await keep(short)
  expect([await left(unopened), await left(discussed)]).toEqual([whole, whole])

  await query(`update person_events set opened_at = now() where declaration_id = $1`, [unopened])
  await query(`update cases set resolved_at = now() where id = $1`, [open])
  await keep(short)
  expect([await left(unopened), await left(discussed)]).toEqual([gone, gone])
})

test('one that was corrected goes after its correction', async () => {
  const first = await filed(1010)
  const second = await filed(1005, first)
  await keep({ declarationsMs: days(1007) })
  expect([await left(first), await left(second)]).toEqual([whole, whole])
  await keep(short)
  expect(await left(second)).toEqual(gone)
  await keep(short)
  expect(await left(first)).toEqual(gone)
})

test('more than are looked at in one go all go', async () => {
  await query(
    `insert into declarations (id, reference, kind, channel, account, content, submitted_at)
     select id, id::text, 'address-change', 'web', 'x', '', now()
       from unnest($1::uuid[]) as id`,
    [Array.from({ length: 1_203 }, () => idOf(ago(1500)))],
  )
  expect((await keep(short))?.deleted).toBeGreaterThanOrEqual(1_203)
})

test('resolved cases and ended replays go with their age, open and running ones stay', async () => {
  const [done, open] = [randomUUID(), randomUUID()]
  for (const id of [done, open])
    await query(`insert into cases (id, code) values ($1, 'identity-conflict')`, [id])
  await query(`update cases set resolved_at = $2 where id = $1`, [done, ago(1001)])
  const replay = (id: string, state: string, endedAt: Date | null) =>
    query(
      `insert into replays (id, filter, reason, requested_by, state, total, agencies, ended_at)
       values ($1, '{}', 'x', 'x', $2, 0, '{}', $3)`,
      [id, state, endedAt],
    )
  const [ended, paused] = [randomUUID(), randomUUID()]
  await replay(ended, 'completed', ago(1001))
  await replay(paused, 'paused', null)
  const cancelled = randomUUID()
  await replay(cancelled, 'cancelled', ago(2))
  await query(
    `insert into replay_items (replay_id, agency, delivery_id) select id, 'saaq', id from unnest($1::uuid[]) as id`,
    [[cancelled, paused]],
  )
  await keep(short)
  const { rows } = await query(
    `select id from cases where id = any($1::uuid[]) union all select id from replays where id = any($1::uuid[])`,
    [[done, open, ended, paused]],
  )
  expect(rows.map(({ id }) => id).sort()).toEqual([open, paused].sort())
  const items = await query('select replay_id from replay_items', [])
  expect(items.rows).toEqual([{ replay_id: paused }])
})
