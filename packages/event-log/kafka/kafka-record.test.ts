import { describe, expect, it } from 'vitest'
import { fromKafka, toKafka } from './kafka-record.ts'

describe('records to Kafka and back', () => {
  it('keeps key, headers and value', () => {
    const record = { key: 'é', headers: { ce_id: 'ü' }, value: Buffer.from([0, 255]) }
    const sent = toKafka(record, 4)
    expect(sent.partition).toBe(4)
    const back = fromKafka('topic', 4, {
      key: Buffer.from('é'),
      headers: { ce_id: Buffer.from('ü') },
      value: record.value,
      offset: '9007199254740993',
      timestamp: '0',
      attributes: 0,
    })
    expect(back).toEqual({ ...record, topic: 'topic', partition: 4, offset: 9007199254740993n })
  })

  it('reads what other producers may write: no key, no value, a header twice', () => {
    const back = fromKafka('topic', 0, {
      key: null,
      headers: { twice: [Buffer.from('first'), 'second'], none: undefined },
      value: null,
      offset: '0',
      timestamp: '0',
      attributes: 0,
    })
    expect(back).toMatchObject({ key: '', headers: { twice: 'first' } })
    expect(back.value.length).toBe(0)
  })
})
