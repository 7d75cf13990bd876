import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinNotices } from './join-notices.ts'

test('a batch is the JSON array of its notices, each byte for byte', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 20 }), (values) => {
      const texts = values.map((value) => JSON.stringify(value))
      const joined = joinNotices(texts.map((text) => Buffer.from(text))).toString()
      expect(joined).toBe(`[${texts.join(',')}]`)
      expect(JSON.parse(joined)).toEqual(JSON.parse(`[${texts.join(',')}]`))
    }),
  )
})
