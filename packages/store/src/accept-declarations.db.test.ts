import { randomUUID } from 'node:crypto'
import type { PersonId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { declarationsStore } from './declarations-store.ts'
import { outboxStore } from './outbox-store.ts'
import { aDeclaration } from './stored-for-tests.ts'

const postgres = usePostgres()
const store = () => declarationsStore(postgres.pool, () => randomUUID() as PersonId)

test('an accepted declaration is found by its id and by its reference, with its key', async () => {
  const declaration = aDeclaration()
  expect(await store().accept(declaration)).toEqual({ as: 'new' })
  const found = await store().find({ reference: declaration.reference })
  expect(found).toMatchObject({ id: declaration.id, account: 'demo-citizen', kind: 'address-change' })
  expect(found?.wrappedKey.equals(declaration.wrappedKey)).toBe(true)
  expect(await store().find({ id: declaration.id })).toEqual(found)
})

test('the same key and body give the first declaration again, another body is refused', async () => {
  const first = aDeclaration()
  await store().accept(first)
  const again = await store().accept({ ...aDeclaration(), idempotency: first.idempotency })
  expect(again).toMatchObject({ as: 'repeated', declaration: { id: first.id } })
  const other = { ...first.idempotency, fingerprint: Buffer.from('another body') }
  expect(await store().accept({ ...aDeclaration(), idempotency: other })).toEqual({ as: 'key-reused' })
  const { rows } = await postgres.pool.query<{ n: bigint }>(
    'select count(*) as n from idempotency_keys where key = $1',
    [first.idempotency.key],
  )
  expect(rows[0]?.n).toBe(1n)
})

test('declarations of one person filed at the same time get dense sequence numbers in outbox order', async () => {
  const accepting = store()
  const filed = Array.from({ length: 120 }, (_, i) => aDeclaration({ nas: `person-${i % 7}` }))
  await Promise.all(filed.map((declaration) => accepting.accept(declaration)))
  const rows = await outboxStore(postgres.pool).unpublished(1000)
  const ours = new Set<string>(filed.map(({ id }) => id))
  const perPerson = Map.groupBy(
    rows.filter(({ headers }) => ours.has(headers['ce_declaration'] ?? '')),
    ({ key }) => key,
  )
  expect(perPerson.size).toBe(7)
  for (const ofPerson of perPerson.values()) {
    expect(ofPerson.map(({ headers }) => Number(headers['ce_personseq']))).toEqual(
      ofPerson.map((_, i) => i + 1),
    )
  }
})

test('a declaration that cannot be stored fails alone, not the others of its batch', async () => {
  const accepting = store()
  const taken = aDeclaration()
  await accepting.accept(taken)
  const outcomes = await Promise.allSettled([
    accepting.accept(aDeclaration()),
    accepting.accept({ ...aDeclaration(), id: taken.id }),
    accepting.accept({ ...aDeclaration(), reference: taken.reference }),
    accepting.accept(aDeclaration()),
  ])
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.as : 'failed'))).toEqual([
    'new',
    'failed',
    'reference-taken',
    'new',
  ])
})

test('the audit log can only grow', async () => {
  await store().accept(aDeclaration())
  await expect(postgres.pool.query('delete from audit_log')).rejects.toThrow('append-only')
  await expect(postgres.pool.query("update audit_log set actor = 'x'")).rejects.toThrow('append-only')
  await expect(postgres.pool.query('truncate audit_log')).rejects.toThrow('append-only')
})
