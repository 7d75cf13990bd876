import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { ago, days, historyForTests, idOf, lanes, month, now, operator } from './history-for-tests.ts'
import { saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
const { keep, clear, work, deliveries, open, attempt, finished } = historyForTests(postgres)

beforeEach(clear)

describe('what is finished and old', () => {
  const short = { attemptsMs: days(100) }

  test('may be acknowledged again when its attempts are gone', async () => {
    const id = await finished(ago(500))
    await keep()
    await keep(short)
    expect(await deliveries().acknowledge(saaq, id, { outcome: 'accepted' })).toEqual({
      as: 'repeated',
      state: 'accepted',
    })
    expect(await deliveries().acknowledge(saaq, id, { outcome: 'not-a-client' })).toMatchObject({
      as: 'contradicts',
    })
  })

  test('may be sent once more when its attempts are gone; its month stays while that is under way', async () => {
    const planned = ago(500)
    const id = await finished(planned)
    await keep()
    await keep(short)
    expect(await deliveries().replay(id, { by: operator, reason: 'asked for', force: true })).toMatchObject({
      as: 'done',
    })
    expect((await keep({ ...short, deliveriesMs: days(100) }))?.waiting).toEqual([
      { piece: month(planned), unfinished: 1 },
    ])
    await attempt(id)
    expect(await deliveries().find(id)).toMatchObject({
      delivery: { state: 'accepted' },
      attempts: [{ number: 2 }],
    })
    // The attempt is of today, so that its retention has only begun.
    await keep(short)
    expect((await deliveries().find(id))?.attempts).toHaveLength(1)
  })

  test('counts as heard once it is forgotten: its correction goes out as one', async () => {
    const followed = idOf(ago(3000))
    const id = await open(now, { follows: followed, turn: 'corrected' })
    await postgres.pool.query(
      `insert into person_events (id, declaration_id, person_index, person_id, person_seq, type, content,
                                  told_agencies, told_deliveries, submitted_at)
       select person_event_id, declaration_id, 0, person_id, 1, 'unefois.address-change.corrected.v1', '', '{}', '{}', now()
         from deliveries where id = $1`,
      [id],
    )
    const releasable = await work().releasable(await lanes(postgres.pool), 10)
    expect(releasable.find((one) => one.id === id)?.heard).toBe(followed)
  })
})
