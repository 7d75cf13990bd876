import { describe, expect, it } from 'vitest'
import { parsed } from '../parsed.ts'
import { ActChange, readActChange } from './act-change.ts'

const days = { since: '2026-11-03', today: '2026-11-22' }
const change = (body: unknown) => {
  const filed = parsed(ActChange, body)
  return filed.ok ? readActChange(filed.value, days) : filed
}

describe('readActChange', () => {
  it('takes a registration with its number, on its day or without one', () => {
    const act = { state: 'inscrit', number: '1120261100431', registeredOn: '2026-11-12' }
    expect(change(act)).toEqual({ ok: true, value: act })
    expect(change({ state: 'Inscrit', number: '1' })).toEqual({
      ok: true,
      value: { state: 'inscrit', number: '1' },
    })
  })

  it('keeps no number of an act that is not registered', () => {
    expect(change({ state: 'concordance', number: '1' })).toEqual({
      ok: true,
      value: { state: 'concordance' },
    })
  })

  it.each([
    ['2026-11-02', 'registration-too-early'],
    ['2026-11-23', 'registration-in-future'],
    ['2026-11-31', 'date-invalid'],
  ])('refuses %s: %s', (registeredOn, code) => {
    expect(change({ state: 'inscrit', number: '1', registeredOn })).toEqual({
      ok: false,
      flaws: [{ pointer: '/registeredOn', code }],
    })
  })
})
