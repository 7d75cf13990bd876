import { randomUUID } from 'node:crypto'
import { agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { pausesStore } from './pauses-store.ts'

const postgres = usePostgres()
const operator = { id: 'demo-operator', role: 'operator' } as const
const other = { id: 'demo-operator-2', role: 'operator' } as const

/** Hints that reach nobody: each store is then a program of its own. */
const store = (signalled: string[] = []) =>
  pausesStore(postgres.pool, { signal: (channel) => signalled.push(channel), listen: () => () => {} })

const audited = async (agency: string) => {
  const { rows } = await postgres.pool.query(
    'select code, actor, facts from audit_log where agency = $1 order by position',
    [agency],
  )
  return rows
}

test('a pause is known at once here and within seconds elsewhere, once, and audited with its reason', async () => {
  const agency = agencyId(`agency-${randomUUID()}`)
  const signalled: string[] = []
  const [here, elsewhere] = [store(signalled), store()]
  expect((await elsewhere.paused()).has(agency)).toBe(false)
  await here.pause(agency, { by: operator, reason: 'Migration' })
  await here.pause(agency, { by: other, reason: 'Encore' })
  expect((await here.paused()).get(agency)).toMatchObject({ by: 'demo-operator', reason: 'Migration' })
  await expect.poll(async () => (await elsewhere.paused()).has(agency), { timeout: 5_000 }).toBe(true)
  await here.resume(agency, { by: other, reason: 'Terminé' })
  await here.resume(agency, { by: other, reason: 'Terminé' })
  expect((await here.paused()).has(agency)).toBe(false)
  expect(signalled).toEqual(Array.from({ length: 4 }, () => ['pauses', `work:${agency}`]).flat())
  expect(await audited(agency)).toEqual([
    { code: 'agency.paused', actor: 'demo-operator', facts: { reason: 'Migration' } },
    { code: 'agency.resumed', actor: 'demo-operator-2', facts: { reason: 'Terminé' } },
  ])
})
