import { agencyId } from '@unefois/domain/ids.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromDeadLetter, toDeadLetter } from './dead-letter-record.ts'
import { topics } from './topics.ts'

const record = fc.record({
  key: fc.string(),
  headers: fc.dictionary(
    fc.string().filter((name) => name !== '__proto__' && !/^(?:dead_|put_back$)/.test(name)),
    fc.string(),
  ),
  value: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
})
const saaq = agencyId('saaq')
const stored = { topic: topics.declarations, partition: 3, offset: 42n }

it('gives back what was put aside, from where, and why', () => {
  fc.assert(
    fc.property(record, (given) => {
      const kept = fromDeadLetter(toDeadLetter({ ...given, ...stored }, saaq, 'content'))
      expect(kept?.record).toEqual({ ...given, headers: { ...given.headers } })
      expect(kept).toMatchObject({ agency: 'saaq', cause: 'content', ...stored })
    }),
  )
})

it('knows a record again wherever it stands on the log, also once it was put back, and no other', () => {
  const given = { key: 'k', headers: { ce_id: '1', ce_type: 'x' }, value: Buffer.from('v') }
  const of = (one: typeof given & { headers: Record<string, string> }, offset: bigint): string | undefined =>
    fromDeadLetter(toDeadLetter({ ...one, ...stored, offset }, saaq, 'content'))?.fingerprint.toString('hex')
  const first = of(given, 1n)
  expect(of({ ...given, headers: { ce_type: 'x', ce_id: '1', put_back: 'y' } as never }, 2n)).toBe(first)
  expect(of({ ...given, headers: { ce_id: '2', ce_type: 'x' } }, 1n)).not.toBe(first)
  expect(of({ ...given, value: Buffer.from('w') }, 1n)).not.toBe(first)
  expect(of({ ...given, key: 'l' }, 1n)).not.toBe(first)
})

it('makes nothing of what is not ours', () => {
  const headers = {
    dead_cause: 'x',
    dead_group: 'saaq',
    dead_topic: 'elsewhere',
    dead_partition: '0',
    dead_offset: '0',
  }
  expect(fromDeadLetter({ key: 'k', value: Buffer.from(''), headers })).toBeNull()
  expect(fromDeadLetter({ key: 'k', value: Buffer.from(''), headers: {} })).toBeNull()
})
