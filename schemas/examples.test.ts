import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Flaw } from '@unefois/domain/refusal.ts'
import { describe, expect, it } from 'vitest'
import { parseAcknowledgement } from './src/acknowledgement.ts'
import { Notice } from './src/notice.ts'
import { parsed } from './src/parsed.ts'
import { Reminder } from './src/reminder.ts'
import { ActChange } from './src/requests/act-change.ts'
import { Calendar } from './src/requests/calendar.ts'
import { ConsentAnswer } from './src/requests/consent-answer.ts'
import { ResolveCase } from './src/requests/resolve-case.ts'
import { Withdrawal } from './src/requests/withdrawal.ts'
import { filed } from './testing/filed.ts'

type Answer = { readonly ok: true } | { readonly ok: false; readonly flaws: readonly Flaw[] }

const folder = join(import.meta.dirname, 'examples')
const readers: Readonly<Record<string, (body: unknown) => Answer>> = {
  'address-change': filed,
  birth: filed,
  death: filed,
  'act-change': (body) => parsed(ActChange, body),
  'consent-answer': (body) => parsed(ConsentAnswer, body),
  withdrawal: (body) => parsed(Withdrawal, body),
  calendar: (body) => parsed(Calendar, body),
  'resolve-case': (body) => parsed(ResolveCase, body),
  acknowledgement: parseAcknowledgement,
  notice: (body) => parsed(Notice, body),
  reminder: (body) => parsed(Reminder, body),
}

const examples = (contract: string, side: 'good' | 'bad'): readonly (readonly [string, unknown])[] =>
  readdirSync(join(folder, contract, side)).map((name) => [
    name,
    JSON.parse(readFileSync(join(folder, contract, side, name), 'utf8')),
  ])

it('covers every folder of examples', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(readers).sort())
})

describe.each(Object.entries(readers))('examples of %s', (contract, read) => {
  it.each(examples(contract, 'good'))('%s is accepted', (_, body) => {
    expect(read(body)).toMatchObject({ ok: true })
  })

  it.each(examples(contract, 'bad'))('%s is refused at the place it names', (_, example) => {
    const { expected, body } = example as { expected: Flaw; body: unknown }
    expect(read(body)).toEqual({ ok: false, flaws: [expected] })
  })
})
