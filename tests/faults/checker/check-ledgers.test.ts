import { describe, expect, test } from 'vitest'
import { checkLedgers } from './check-ledgers.ts'
import { cleanLedgers, type PlantableLedgers } from './clean-ledgers.ts'
import type { FilingLine, Received } from './ledgers.ts'

const clean = () => cleanLedgers(7, 6, 3)

/** An agency that has received something of at least two persons, with what it received. */
const saaqOf = ({ received }: PlantableLedgers): Received[] => {
  const arrivals = received.get('saaq') ?? []
  if (new Set(arrivals.map(({ subject }) => subject)).size < 2) throw new Error('choose another seed')
  return arrivals
}
const first = <T>(list: readonly T[]): T => {
  const [one] = list
  if (one === undefined) throw new Error('nothing there')
  return one
}
const kindsIn = (ledgers: PlantableLedgers): readonly string[] => [
  ...new Set(checkLedgers(ledgers).map(({ kind }) => kind)),
]
const ofPerson = (arrivals: readonly Received[], subject: string): Received[] =>
  arrivals.filter((arrival) => arrival.subject === subject)

const unanswered = ({ at, key, person, move }: FilingLine): FilingLine => ({
  at,
  key,
  person,
  move,
  answer: 'indeterminate',
  why: 'TimeoutError',
})
const refused = ({ at, key, person, move }: FilingLine): FilingLine => ({
  at,
  key,
  person,
  move,
  answer: 'refused',
  why: '422 invalid',
})
const replaceFiling = (ledgers: PlantableLedgers, by: (line: FilingLine) => FilingLine): FilingLine => {
  const line = first(ledgers.filings.filter((one) => one.answer === 'acknowledged' && one.told.length > 1))
  ledgers.filings[ledgers.filings.indexOf(line)] = by(line)
  return line
}
const forget = (
  ledgers: PlantableLedgers,
  { person, move }: FilingLine,
  at: (agency: string) => boolean = () => true,
): void => {
  for (const [agency, arrivals] of ledgers.received)
    if (at(agency))
      ledgers.received.set(
        agency,
        arrivals.filter(({ deliveryId }) => deliveryId !== `${agency}-${person}-${move}`),
      )
}

describe('what is allowed', () => {
  test('a run without a flaw', () => expect(checkLedgers(clean())).toEqual([]))

  test('repetitions of an id, at once or much later', () => {
    const ledgers = clean()
    const arrivals = saaqOf(ledgers)
    arrivals.splice(1, 0, { ...first(arrivals), attempt: 2, duplicate: true })
    arrivals.push({ ...first(arrivals), attempt: 3, duplicate: true })
    expect(checkLedgers(ledgers)).toEqual([])
  })

  test('answers without certainty before the acknowledgement, and the same one twice', () => {
    const ledgers = clean()
    const line = first(ledgers.filings)
    ledgers.filings.unshift(unanswered(line))
    ledgers.filings.push(line)
    expect(checkLedgers(ledgers)).toEqual([])
  })

  test('a filing of which the client never heard: stored, or not', () => {
    const stored = clean()
    replaceFiling(stored, unanswered)
    expect(checkLedgers(stored)).toEqual([])

    const ledgers = cleanLedgers(7, 6, 1)
    const line = replaceFiling(ledgers, unanswered)
    forget(ledgers, line)
    expect(checkLedgers(ledgers)).toEqual([])
  })
})

describe('what is found', () => {
  test('a loss', () => {
    const ledgers = cleanLedgers(7, 6, 1)
    saaqOf(ledgers).pop()
    expect(kindsIn(ledgers)).toEqual(['lost'])
  })

  test('a move of which nobody was certain, received by some of those concerned only', () => {
    const ledgers = cleanLedgers(7, 6, 1)
    const line = replaceFiling(ledgers, unanswered)
    const concerned = [...ledgers.expectation.concerned(line.person, line.move).keys()]
    forget(ledgers, line, (agency) => agency === first(concerned))
    expect(kindsIn(ledgers)).toEqual(['lost'])
  })

  test('a loss in the middle, which is a gap as well', () => {
    const ledgers = clean()
    const arrivals = saaqOf(ledgers)
    const second = ofPerson(arrivals, first(arrivals).subject)[1]
    arrivals.splice(arrivals.indexOf(second as Received), 1)
    expect(kindsIn(ledgers)).toEqual(['lost', 'gap'])
  })

  test('the same move under a second id', () => {
    const ledgers = clean()
    const again = { ...first(saaqOf(ledgers)), deliveryId: 'another', sequence: '000004' }
    saaqOf(ledgers).push(again)
    expect(kindsIn(ledgers)).toContain('duplicate-effect')
  })

  test('an id that the agency took for new twice', () => {
    const ledgers = clean()
    saaqOf(ledgers).push({ ...first(saaqOf(ledgers)), attempt: 2 })
    expect(kindsIn(ledgers)).toEqual(['duplicate-effect'])
  })

  test('two of a person swapped on the way', () => {
    const ledgers = clean()
    const arrivals = saaqOf(ledgers)
    const [one, two] = ofPerson(arrivals, first(arrivals).subject) as [Received, Received]
    const [i, j] = [arrivals.indexOf(one), arrivals.indexOf(two)]
    arrivals[i] = two
    arrivals[j] = one
    expect(kindsIn(ledgers)).toEqual(['wrong-order'])
  })

  test('two of a person swapped before they were numbered', () => {
    const ledgers = clean()
    const arrivals = saaqOf(ledgers)
    const [one, two] = ofPerson(arrivals, first(arrivals).subject) as [Received, Received]
    const [i, j] = [arrivals.indexOf(one), arrivals.indexOf(two)]
    arrivals[i] = { ...two, sequence: one.sequence }
    arrivals[j] = { ...one, sequence: two.sequence }
    expect(kindsIn(ledgers)).toEqual(['wrong-order'])
  })

  test('a misdelivery: to an agency that is not concerned', () => {
    const ledgers = clean()
    ledgers.received.get('etat-civil')?.push(first(saaqOf(ledgers)))
    expect(kindsIn(ledgers)).toContain('misdelivered')
  })

  test('a misdelivery: another person’s payload under the id', () => {
    const ledgers = clean()
    const arrivals = saaqOf(ledgers)
    const other = arrivals.find(({ subject }) => subject !== first(arrivals).subject) as Received
    arrivals[0] = { ...first(arrivals), data: other.data }
    expect(kindsIn(ledgers)).toContain('misdelivered')
  })

  test('something that nobody filed, and something that was refused', () => {
    const ledgers = clean()
    saaqOf(ledgers).push({ ...first(saaqOf(ledgers)), deliveryId: 'new', data: { newAddress: 'elsewhere' } })
    expect(kindsIn(ledgers)).toContain('misdelivered')

    const other = clean()
    replaceFiling(other, refused)
    expect(kindsIn(other)).toContain('misdelivered')
  })

  test('a gap in the numbers', () => {
    const ledgers = clean()
    const arrivals = saaqOf(ledgers)
    const last = ofPerson(arrivals, first(arrivals).subject).at(-1) as Received
    arrivals[arrivals.indexOf(last)] = { ...last, sequence: '000009' }
    expect(kindsIn(ledgers)).toEqual(['gap'])
  })

  test('a field that the agency may not know, or a wrong one', () => {
    const ledgers = clean()
    const one = first(saaqOf(ledgers))
    saaqOf(ledgers)[0] = { ...one, data: { ...one.data, nas: '046454286' } }
    expect(kindsIn(ledgers)).toEqual(['foreign-field'])

    saaqOf(ledgers)[0] = { ...one, data: { ...one.data, birthDate: '1901-01-01' } }
    expect(kindsIn(ledgers)).toEqual(['wrong-content'])
  })

  test('other bytes at a repetition', () => {
    const ledgers = clean()
    const one = first(saaqOf(ledgers))
    saaqOf(ledgers).push({ ...one, attempt: 2, duplicate: true, sequence: '000008' })
    expect(kindsIn(ledgers)).toEqual(['changed-body'])
  })

  test('two persons whom an agency calls alike', () => {
    const ledgers = cleanLedgers(7, 6, 1)
    const arrivals = saaqOf(ledgers)
    const [one, two] = arrivals as [Received, Received]
    arrivals[1] = { ...two, subject: one.subject }
    expect(kindsIn(ledgers)).toEqual(['wrong-subject'])
  })

  test('a key answered in two ways', () => {
    const ledgers = clean()
    const line = first(ledgers.filings)
    ledgers.filings.push({ ...line, declaration: 'another' } as FilingLine)
    expect(kindsIn(ledgers)).toEqual(['changed-answer'])
  })

  test('a plan that forgets an agency concerned', () => {
    const ledgers = clean()
    replaceFiling(ledgers, (line) =>
      line.answer === 'acknowledged' ? { ...line, told: line.told.slice(1) } : line,
    )
    expect(kindsIn(ledgers)).toContain('wrong-plan')
  })

  test('what operators see as unfinished, or do not see', () => {
    const ledgers = clean()
    ledgers.listed[0] = { ...first(ledgers.listed), state: 'parked' }
    expect(kindsIn(ledgers)).toEqual(['unfinished'])
    ledgers.listed.shift()
    expect(kindsIn(ledgers)).toEqual(['unfinished'])
  })
})
