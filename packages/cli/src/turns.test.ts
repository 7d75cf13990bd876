import { describe, expect, it } from 'vitest'
import { renderStatus } from './render/render-status.ts'
import { styleOf } from './render/style.ts'
import { turnsOf } from './turns.ts'

const none = { count: 0, more: false }
const quiet = {
  name: { fr: '', en: '' },
  standing: 'agency',
  state: 'running',
  pause: null,
  backlog: 0,
  held: 0,
  oldestSeconds: null,
  parked: 0,
  deferred: 0,
  needsReview: 0,
  overdue: 0,
  breaker: 'closed',
  lastSuccessAt: null,
  lastFailureAt: null,
  failures: {},
  ratePerSecond: 0,
} as const
const standing = {
  agencies: [
    { ...quiet, agency: 'saaq', parked: 2, backlog: 1200, held: 4 },
    { ...quiet, agency: 'ramq', parked: 5, overdue: 1, breaker: 'open' as const },
    { ...quiet, agency: 'rrq' },
  ],
  deadLetters: none,
  cases: { count: 500, more: true },
  replays: { awaiting: none, running: none, paused: none },
}
const shown = (language: 'fr' | 'en', turns: ReturnType<typeof turnsOf>, width: number | null = null) =>
  renderStatus(
    { url: 'http://x', checks: { database: 'passed' }, turns },
    styleOf({ language, width, colour: false, now: new Date() }),
  )

describe('whose turn it is', () => {
  it('says what waits for whom, operators first, and where to look', () => {
    expect(shown('en', turnsOf(standing))).toBe(
      [
        'Une fois, at http://x: ready',
        '',
        'WHOSE TURN  COUNT  WHAT                         AGENCY      COMMAND',
        'operator        7  deliveries parked            ramq, saaq  unefois deliveries --state parked',
        'operator     500+  open cases                               unefois cases',
        'agency          1  agencies that do not answer  ramq        unefois agencies',
        'agency          1  answers overdue              ramq        unefois deliveries --overdue',
        'Une fois    1,200  deliveries to send           saaq        unefois deliveries --state due',
        'time            4  deliveries held              saaq        unefois deliveries --state held',
        '',
      ].join('\n'),
    )
  })

  it('is nobody’s when nothing waits', () => {
    const turns = turnsOf({ ...standing, agencies: [], cases: none })
    expect(turns).toEqual([])
    expect(shown('fr', turns)).toBe('Une fois, à http://x : en service\nRien n’attend personne.\n')
  })

  it('says which part is not ready', () => {
    const checks = { database: 'failed', consumers: 'passed' } as const
    const style = styleOf({ language: 'fr', width: null, colour: false, now: new Date() })
    expect(renderStatus({ url: 'http://x', checks, turns: [] }, style)).toContain('pas en état (database)')
  })
})
