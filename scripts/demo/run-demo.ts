import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Api, FiledDeclaration } from './api.ts'
import { fromSample } from './from-sample.ts'
import { inventedPerson, type Random, troublesomePerson } from './invented-person.ts'
import { isDone } from './outcome-table.ts'

export type DemoParts = {
  readonly api: Api
  readonly random: Random
  readonly today: string
  say(line: string): void
}

export type DemoResult = {
  readonly declarations: readonly FiledDeclaration[]
  /** Samples of which nothing is accepted yet. */
  readonly leftOut: readonly string[]
  readonly finished: boolean
}

const samplesFolder = join(import.meta.dirname, '..', '..', 'tests', 'journey', 'samples')
const filedAtOnce = 4
const waitAtMostMs = 60_000
const lookEveryMs = 200

type Sample = { readonly name: string; readonly token: string; readonly declaration: unknown }

/** Births and deaths are filed by the civil-status clerk. */
const readSamples = (): readonly Sample[] =>
  readdirSync(samplesFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.replace(/\.json$/, ''),
      token: file.startsWith('address-change') ? 'demo-citizen' : 'demo-clerk',
      declaration: JSON.parse(readFileSync(join(samplesFolder, file), 'utf8')) as unknown,
    }))

const house = (random: Random): number => 1 + Math.floor(random() * 9_999)

const declarationLike = ({ declaration }: Sample, { random, today }: DemoParts, troublesome = false) => {
  // The first of a household only: nobody may stand in it twice.
  let left = troublesome ? 1 : 0
  return fromSample(declaration, {
    today,
    house: house(random),
    invent: () => (left-- > 0 ? troublesomePerson : inventedPerson(random)),
  })
}

/** Files `count` declarations like the samples, and follows them until every agency's outcome is final. */
export const runDemo = async (parts: DemoParts, count: number): Promise<DemoResult> => {
  const samples = readSamples()
  const taken = await Promise.all(
    samples.map((sample) => parts.api.wouldTake(declarationLike(sample, parts), sample.token)),
  )
  const accepted = samples.filter((_, i) => taken[i])
  const leftOut = samples.filter((_, i) => !taken[i]).map(({ name }) => name)
  if (accepted.length === 0) throw new Error('none of the samples is accepted by what runs there')
  const filed = await fileAll(parts, accepted, count)
  return { ...(await untilDone(parts, filed)), leftOut }
}

const fileAll = async (
  parts: DemoParts,
  samples: readonly Sample[],
  count: number,
): Promise<readonly FiledDeclaration[]> => {
  const filed: FiledDeclaration[] = []
  let next = 0
  const fileSome = async (): Promise<void> => {
    while (next < count) {
      const position = next++
      const sample = samples[position % samples.length] as Sample
      // One of them shows what else than an acceptance may come back.
      const troublesome = position === 0 && count > 1
      filed.push(await parts.api.file(declarationLike(sample, parts, troublesome), sample.token))
      parts.say(`filed ${filed.length} of ${count}`)
    }
  }
  await Promise.all(Array.from({ length: filedAtOnce }, fileSome))
  return filed
}

const untilDone = async (
  { api, say }: DemoParts,
  filed: readonly FiledDeclaration[],
): Promise<Pick<DemoResult, 'declarations' | 'finished'>> => {
  const deadline = performance.now() + waitAtMostMs
  const latest = new Map(filed.map((declaration) => [declaration.id, declaration]))
  for (;;) {
    for (const { id } of [...latest.values()].filter((one) => !isDone(one)))
      latest.set(id, await api.follow(id))
    const declarations = [...latest.values()]
    const done = declarations.filter(isDone).length
    say(`answered by all: ${done} of ${declarations.length}`)
    if (done === declarations.length) return { declarations, finished: true }
    if (performance.now() > deadline) return { declarations, finished: false }
    await pause(lookEveryMs)
  }
}
