import { randomUUID } from 'node:crypto'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  ago,
  days,
  historyForTests,
  month,
  monthly,
  now,
  operator,
  pieceOf,
  pieces,
} from './history-for-tests.ts'
import { monthOf, nameOf } from './history-pieces.ts'

const postgres = usePostgres()
const { keep, clear, deliveries, open, finished } = historyForTests(postgres)

beforeEach(clear)

describe('room', () => {
  test('is there for this month and the two after it, whatever month it is', async () => {
    const later = new Date('2031-11-15T00:00:00Z')
    expect((await keep({}, later))?.made).toBe(9)
    for (const table of monthly)
      expect(await pieces(postgres.pool, table)).toEqual(
        expect.arrayContaining(['2031_11', '2031_12', '2032_01'].map((each) => `${table}_${each}`)),
      )
    expect((await keep({}, later))?.made).toBe(0)
  })

  test('is made for rows that came late; they are found in it', async () => {
    const planned = ago(500)
    const id = await finished(planned)
    for (const table of monthly) expect(await pieceOf(postgres.pool, table, id)).toBe(`${table}_default`)
    expect(await keep()).toMatchObject({ made: 3, strays: [] })
    for (const table of monthly)
      expect(await pieceOf(postgres.pool, table, id)).toBe(nameOf(table, monthOf(planned)))
    expect(await deliveries().find(id)).toMatchObject({
      delivery: { state: 'accepted', attempts: 1 },
      attempts: [{ number: 1 }],
    })
  })

  test('is not made for an id from a clock that is far off: it is told, and goes in its time', async () => {
    const id = await finished(new Date('2093-01-01'))
    expect(await keep()).toMatchObject({
      made: 0,
      strays: monthly.map((table) => ({ table, rows: 1 })).sort((a, b) => (a.table < b.table ? -1 : 1)),
    })
    const soon = new Date(now.getTime() + days(2))
    await keep({ deliveriesMs: days(1), attemptsMs: days(1) }, soon)
    expect(await deliveries().find(id)).toBeNull()
  })

  test('keeps the audit log going over the end of a piece', async () => {
    await postgres.pool.query(`select setval('audit_log_positions', 149999999)`)
    await keep()
    const { rows } = await postgres.pool.query(
      `insert into audit_log (at, code, actor) values (now(), 'x', 'y'), (now(), 'x', 'y')
       returning position, tableoid::regclass::text as piece`,
    )
    expect(rows.map(({ piece }) => piece)).toEqual(['audit_log_0003', 'audit_log_0003'])
    for (const piece of await pieces(postgres.pool, 'audit_log'))
      await expect(postgres.pool.query(`delete from ${piece}`)).rejects.toThrow('append-only')
  })
})

describe('expiry', () => {
  test('drops whole months of what is finished, attempts before deliveries, and says so', async () => {
    const planned = ago(500)
    const id = await finished(planned)
    const kept = await finished(ago(3))
    await keep()
    expect((await keep({ attemptsMs: days(100) }))?.dropped).toContain(nameOf('attempts', monthOf(planned)))
    expect(await deliveries().find(id)).toMatchObject({ delivery: { state: 'accepted' }, attempts: [] })

    const round = await keep({ attemptsMs: days(100), deliveriesMs: days(400) })
    expect(round?.dropped).toEqual(
      expect.arrayContaining([month(planned), nameOf('delivery_outcomes', monthOf(planned))]),
    )
    expect(await deliveries().find(id)).toBeNull()
    expect(await deliveries().find(kept)).toMatchObject({ attempts: [{ number: 1 }] })
    const { rows } = await postgres.pool.query(
      `select facts from audit_log where code = 'history.dropped' order by position desc limit 1`,
    )
    expect(rows[0]?.facts.pieces).toEqual([month(planned), nameOf('delivery_outcomes', monthOf(planned))])
    const left = await postgres.pool.query(`select from pg_class where relname like 'expired\\_%'`)
    expect(left.rowCount).toBe(0)
  })

  test('keeps a month in which something is unfinished, until it is', async () => {
    const planned = ago(600)
    const id = await open(planned)
    const done = await finished(planned)
    await keep()
    const short = { attemptsMs: days(100), deliveriesMs: days(100) }
    expect((await keep(short))?.waiting).toEqual([
      { piece: nameOf('attempts', monthOf(planned)), unfinished: 1 },
      { piece: month(planned), unfinished: 1 },
    ])
    for (const each of [id, done]) expect(await deliveries().find(each)).not.toBeNull()

    await postgres.pool.query(`update delivery_work set state = 'parked' where id = $1`, [id])
    expect(await deliveries().setAside(id, { by: operator, reason: 'too old' })).toMatchObject({ as: 'done' })
    expect(await keep(short)).toMatchObject({ waiting: [] })
    expect(await deliveries().find(id)).toBeNull()
  })

  test('keeps the month of what an agency has not confirmed', async () => {
    const planned = ago(600)
    const id = await finished(planned)
    await keep()
    await postgres.pool.query('insert into awaited_confirmations (delivery_id) values ($1)', [id])
    const round = await keep({ deliveriesMs: days(100) })
    expect(round?.waiting).toEqual([{ piece: month(planned), unfinished: 1 }])
    expect(await deliveries().find(id)).not.toBeNull()
  })

  test('of the audit log takes only pieces whose last row has had its time, and never the one in use', async () => {
    await postgres.pool.query(`select setval('audit_log_positions', 249999998)`)
    await keep()
    await postgres.pool.query(
      `insert into audit_log (at, code, actor) values (now() - interval '4000 days', 'x', 'y')`,
    )
    const before = await pieces(postgres.pool, 'audit_log')
    expect((await keep())?.dropped).toEqual([])
    await postgres.pool.query(`insert into audit_log (at, code, actor) values (now(), 'x', 'y')`)
    // The first piece holds rows of today, written by the tests before this one.
    expect((await keep())?.dropped).toEqual([])
    expect(await pieces(postgres.pool, 'audit_log')).toEqual(expect.arrayContaining([...before]))
    const { dropped = [] } = (await keep({ auditMs: days(1) }, new Date(now.getTime() + days(3)))) ?? {}
    expect(dropped).toContain('audit_log_0000')
    expect(dropped).not.toContain('audit_log_0005')
  })

  test('deletes used idempotency keys and workers that are gone, each in its time', async () => {
    await postgres.pool.query(
      `insert into idempotency_keys (account, route, key, fingerprint, declaration_id, used_at)
       values ('a', 'r', 'old', '', $1, now() - interval '8 days'), ('a', 'r', 'new', '', $1, now() - interval '6 days')`,
      [randomUUID()],
    )
    await postgres.pool.query(
      `insert into delivery_workers (worker, seen_at) values ('gone', now() - interval '2 days')`,
    )
    expect((await keep())?.deleted).toBe(2)
    const { rows } = await postgres.pool.query(`select key from idempotency_keys where account = 'a'`)
    expect(rows).toEqual([{ key: 'new' }])
  })
})

describe('beside live work', () => {
  test('a long reader holds the keeper up, and the keeper nobody', async () => {
    const planned = ago(700)
    await finished(planned)
    await keep()
    const reader = await postgres.pool.connect()
    await reader.query('begin; select from deliveries limit 1')
    let done = false
    const keeping = keep({ deliveriesMs: days(100) }).finally(() => {
      done = true
    })
    for (let count = 0; count < 5; count += 1) await finished(now)
    expect(done).toBe(false)
    await reader.query('commit')
    reader.release()
    expect((await keeping)?.dropped).toContain(month(planned))
  })

  test('two programs do not do it at the same time', async () => {
    const rounds = await Promise.all([keep(), keep(), keep()])
    expect(rounds.filter((round) => round !== null).length).toBeGreaterThan(0)
    expect((await keep())?.made).toBe(0)
  })
})
