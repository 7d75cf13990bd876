import fc from 'fast-check'
import { inventedMove } from '../running/invented-move.ts'

export type BadFiling = {
  /** What is bad about it, for whoever reads a failure. */
  readonly story: string
  /** A function, so that no report of a failure prints half a megabyte. */
  body(): string | Uint8Array<ArrayBuffer>
  readonly contentType: string | null
}

const json = 'application/json'
const good = inventedMove(19_999)
const goodText = JSON.stringify(good)

/** Required, so that none of `wrongValues` can stand there. */
const required: readonly (readonly (string | number)[])[] = [
  ['kind'],
  ['channel'],
  ['language'],
  ['effectiveOn'],
  ['declarant'],
  ['declarant', 'person'],
  ['persons'],
  ['persons', 0],
  ['persons', 0, 'name'],
  ['persons', 0, 'name', 'surname'],
  ['persons', 0, 'birthDate'],
  ['persons', 0, 'identifiers', 'nas'],
  ['persons', 0, 'identifiers', 'permis'],
  ['oldAddress'],
  ['newAddress'],
  ['newAddress', 'text'],
]

const replaced = (value: unknown, [step, ...rest]: readonly (string | number)[], by: unknown): unknown => {
  if (step === undefined) return by
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? replaced(item, rest, by) : item))
  const fields = value as Record<string, unknown>
  return { ...fields, [step]: replaced(fields[step], rest, by) }
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

const wrongValue = fc.oneof(
  fc.constantFrom(null, true, false, -1, 1e308, 1.5, '', '   ', [], {}, [[]], { text: {} }, { length: 3 }),
  fc.constantFrom('\u0000', '\ud800', 'x\u202ey', '\uffff', '\u0007', '\u2028'),
  fc.integer({ min: 200, max: 20_000 }).map((length) => 'é'.repeat(length)),
  fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).map((text) => `\u0001${text}`),
)

const wrongField = fc.tuple(fc.constantFrom(...required), wrongValue).map(
  ([path, value]): BadFiling => ({
    story: `/${path.join('/')} is ${JSON.stringify(value).slice(0, 80)}`,
    body: () => JSON.stringify(replaced(good, path, value)),
    contentType: json,
  }),
)

const missingField = fc
  .constantFrom(
    ...required.filter((path) => !path.includes('nas') && !path.includes('permis') && path[1] !== 0),
  )
  .map(
    (path): BadFiling => ({
      story: `/${path.join('/')} is missing`,
      body: () => JSON.stringify(replaced(good, path, undefined)),
      contentType: json,
    }),
  )

const unknownField = fc
  .tuple(
    fc.constantFrom<(string | number)[]>([], ['persons', 0], ['newAddress'], ['declarant']),
    fc.string({ minLength: 8 }),
  )
  .map(
    ([path, name]): BadFiling => ({
      story: `an unknown field ${JSON.stringify(name)} in /${path.join('/')}`,
      body: () => JSON.stringify(replaced(good, [...path, name], 'x')),
      contentType: json,
    }),
  )

const anyJson = fc.jsonValue({ maxDepth: 6 }).map(
  (value): BadFiling => ({
    story: `${JSON.stringify(value).slice(0, 200)}`,
    body: () => JSON.stringify(value),
    contentType: json,
  }),
)

const brokenJson = fc
  .oneof(
    fc.integer({ min: 0, max: goodText.length - 1 }).map((length) => goodText.slice(0, length)),
    fc
      .integer({ min: 1, max: goodText.length - 1 })
      .map((at) => `${goodText.slice(0, at)}\u0000${goodText.slice(at)}`),
    fc.constantFrom(
      '',
      ' ',
      '{',
      'nul',
      "{'a':1}",
      '{"a":1,}',
      '[1,]',
      'NaN',
      '\ufeff',
      '{"kind":"address-change"',
    ),
  )
  .map(
    (text): BadFiling => ({
      story: `broken JSON ending in ${JSON.stringify(text.slice(-60))}`,
      body: () => text,
      contentType: json,
    }),
  )

const bytes = fc.uint8Array({ minLength: 1, maxLength: 400 }).map(
  (data): BadFiling => ({
    story: `bytes ${Buffer.from(data).toString('hex')}`,
    body: () => new Uint8Array(data),
    contentType: json,
  }),
)

const huge = fc.integer({ min: 262_145, max: 700_000 }).map(
  (length): BadFiling => ({
    story: `${length} bytes`,
    body: () => JSON.stringify({ ...good, language: 'x'.repeat(length) }),
    contentType: json,
  }),
)

const deep = fc
  .integer({ min: 50, max: 100_000 })
  .chain((depth) =>
    fc.constantFrom(
      nested(depth),
      goodText.replace('"fr"', nested(depth)),
      `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
    ),
  )
  .map(
    (text): BadFiling => ({
      story: `deeply nested, ${text.length} characters`,
      body: () => text,
      contentType: json,
    }),
  )

const prototypes = fc
  .constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype')
  .chain((name) =>
    fc.constantFrom(
      `{"${name}":{"x":1},${goodText.slice(1)}`,
      goodText.replace('"name":{', `"name":{"${name}":{"prototype":{"admin":true}},`),
      goodText.replace('"kind":"address-change"', `"kind":"${name}"`),
      goodText.replace('"identifiers":{', `"identifiers":{"fileNumbers":{"${name}":{"a":1}},`),
    ),
  )
  .map((text): BadFiling => ({ story: text, body: () => text, contentType: json }))

const wrongType = fc
  .constantFrom(
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/json-seq',
    'nonsense',
    'text/html; charset=utf-8',
  )
  .map((contentType): BadFiling => ({ story: contentType, body: () => goodText, contentType }))

/** A body that nobody may accept. */
export const badFiling: fc.Arbitrary<BadFiling> = fc.oneof(
  { arbitrary: wrongField, weight: 8 },
  { arbitrary: missingField, weight: 2 },
  { arbitrary: unknownField, weight: 2 },
  { arbitrary: anyJson, weight: 3 },
  { arbitrary: brokenJson, weight: 3 },
  { arbitrary: bytes, weight: 1 },
  { arbitrary: huge, weight: 1 },
  { arbitrary: deep, weight: 1 },
  { arbitrary: prototypes, weight: 2 },
  { arbitrary: wrongType, weight: 1 },
)
