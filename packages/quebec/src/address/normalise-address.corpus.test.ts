import { describe, expect, it } from 'vitest'
import { type AddressRecord, addressFields } from './address-record.ts'
import { readCorpus } from './corpus/corpus.ts'
import { normaliseAddress } from './normalise-address.ts'
import { loadPlaces } from './places/load-places.ts'
import { displayLines } from './rendering/display-lines.ts'
import { matchKey } from './rendering/match-key.ts'
import { postalLines } from './rendering/postal-lines.ts'

const places = loadPlaces()
const read = (text: string) => normaliseAddress({ text }, places)
const entries = readCorpus()
const withRecord = entries.filter((entry) => 'record' in entry)

const differs = (record: AddressRecord, expected: Partial<AddressRecord>) =>
  addressFields.some((field) => record[field] !== (expected[field] ?? ''))

describe('the corpus of typed addresses', () => {
  it('is as large as promised, and nothing stands in it twice', () => {
    expect(withRecord.length).toBeGreaterThanOrEqual(400)
    expect(entries.length - withRecord.length).toBeGreaterThanOrEqual(60)
    expect(new Set(entries.map(({ text }) => text)).size).toBe(entries.length)
  })

  it('is never certain of something wrong', () => {
    const wrong = withRecord.filter(({ text, record }) => {
      const result = read(text)
      return result.understood && result.certain && differs(result.record, record)
    })
    expect(wrong.map(({ text }) => text)).toEqual([])
  })

  it('is certain and exact for at least 98 % of what is clear', ({ annotate }) => {
    const missed = withRecord.filter(({ text, record }) => {
      const result = read(text)
      return !result.understood || !result.certain || differs(result.record, record)
    })
    const exact = (100 * (withRecord.length - missed.length)) / withRecord.length
    console.info(`addresses: ${exact.toFixed(1)} % of ${withRecord.length} exact and certain`)
    void annotate(`missed: ${missed.map(({ text }) => text).join(' · ') || 'none'}`)
    expect(exact).toBeGreaterThanOrEqual(98)
  })

  it.each(entries.filter((entry) => 'ask' in entry))('asks about $text', ({ text, ask }) => {
    const result = read(text)
    expect(result).toMatchObject({ understood: true, certain: false })
    expect(result.understood ? result.reasons : []).toEqual(expect.arrayContaining([...ask]))
  })

  it.each(entries.filter((entry) => 'refused' in entry))('refuses $text', ({ text, refused }) => {
    expect(read(text)).toEqual({ understood: false, code: refused })
  })

  it('reads its own display as the same record, its own postal lines as the same key', () => {
    const broken = withRecord.filter(({ text }) => {
      const result = read(text)
      if (!result.understood || !result.certain) return false
      const displayed = read(displayLines(result.record).join('\n'))
      const posted = read(postalLines(result.record).join('\n'))
      if (!displayed.understood || !displayed.certain || differs(displayed.record, result.record)) return true
      return !posted.understood || !posted.certain || matchKey(posted.record) !== matchKey(result.record)
    })
    expect(broken.map(({ text }) => text)).toEqual([])
  })

  it('takes each record field by field for what it is', () => {
    const broken = withRecord.filter(({ record }) => {
      const result = normaliseAddress({ structured: record }, places)
      return !result.understood || !result.certain || differs(result.record, record)
    })
    expect(broken.map(({ text }) => text)).toEqual([])
  })
})
