import type { Agency } from '@unefois/domain/agency.ts'
import type { Declaration } from '@unefois/domain/declarations/declaration.ts'
import type { DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'
import { toldLines } from '@unefois/domain/plan.ts'
import { loadPlaces } from '@unefois/quebec/address/places/load-places.ts'
import { quebecDayOf } from '@unefois/quebec/quebec-time.ts'
import { parseFiling } from '@unefois/schemas/parse-filing.ts'
import { inventedDeath } from '../journey/invented-civil-status.ts'
import { dayFromToday } from '../journey/sample.ts'
import { inventedMove } from '../running/invented-move.ts'
import type { Place } from './agency-ledger.ts'
import type { BrokerByHand } from './broker-by-hand.ts'
import type { Decision } from './commands.ts'

/** One declaration and its corrections; the last of them is what the person says now. */
type Chain = {
  readonly kind: 'move' | 'death'
  readonly declared: { readonly id: DeclarationId; readonly told: ReadonlyMap<string, DeliveryId> }[]
  withdrawn: boolean
}

const places = loadPlaces()

const parsedFiling = (body: unknown): Declaration => {
  const filing = parseFiling(body, {
    today: quebecDayOf(new Date()),
    demonstration: true,
    bodies: new Set(),
    places,
  })
  if (!filing.ok) throw new Error(JSON.stringify(filing.flaws))
  return filing.declaration
}

const moveOf = (person: number, house: number, { permis, later }: { permis: boolean; later: boolean }) => {
  const move = inventedMove(person, house)
  const persons = move.persons.map((about) => ({
    ...about,
    identifiers: permis ? about.identifiers : { nas: about.identifiers.nas },
  }))
  return parsedFiling({ ...move, persons, ...(later && { effectiveOn: dayFromToday(60) }) })
}

const standing = (chains: readonly Chain[], kind: Chain['kind']): readonly Chain[] =>
  chains.filter((chain) => chain.kind === kind && !chain.withdrawn)

/** What one person declares, corrects and takes back, and what each agency must hold of it in the end. */
export const story = (broker: BrokerByHand, person: number) => {
  const chains: Chain[] = []
  const places = new Map<string, Place>()
  let houses = 0

  const file = async (chain: Chain, declaration: Declaration): Promise<void> => {
    const { stored, plan } = await broker.file(declaration, chain.declared.at(-1)?.id ?? null)
    const told = new Map(toldLines(plan).map(({ agency, delivery }) => [agency as string, delivery]))
    for (const delivery of told.values())
      places.set(delivery, { chain: chains.indexOf(chain), index: chain.declared.length })
    chain.declared.push({ id: stored.id, told })
  }

  const open = (kind: Chain['kind']): readonly Chain[] => standing(chains, kind)
  const chosen = (kind: Chain['kind'], which: number): Chain | undefined =>
    open(kind)[which % open(kind).length]
  const begin = (kind: Chain['kind']): Chain => {
    const chain: Chain = { kind, declared: [], withdrawn: false }
    chains.push(chain)
    return chain
  }
  const correct = async (chain: Chain | undefined, declaration: () => Declaration): Promise<void> => {
    if (chain !== undefined) await file(chain, declaration())
  }
  const takeBack = async (chain: Chain | undefined): Promise<void> => {
    const last = chain?.declared.at(-1)
    if (chain === undefined || last === undefined) return
    await broker.withdraw(last.id)
    chain.withdrawn = true
  }

  return {
    /** Failed stories leave work behind that is none of this one's. */
    isOurs: ({ declaration }: { readonly declaration: DeclarationId }): boolean =>
      chains.some(({ declared }) => declared.some(({ id }) => id === declaration)),

    placeOf: (delivery: string): Place | undefined => places.get(delivery),

    decide: async (decision: Decision): Promise<void> => {
      houses++
      switch (decision.do) {
        case 'move':
          return file(begin('move'), moveOf(person, houses, decision))
        case 'correct-move':
          return correct(chosen('move', decision.which), () => moveOf(person, houses, decision))
        case 'die':
          return file(begin('death'), parsedFiling(inventedDeath(person)))
        case 'correct-death':
          return correct(chosen('death', decision.which), () => parsedFiling(inventedDeath(person)))
        case 'withdraw-move':
          return takeBack(chosen('move', decision.which))
        case 'restore':
          return takeBack(chosen('death', decision.which))
      }
    },

    /** Every death was another person's. */
    restoreAll: async () => {
      for (const chain of open('death')) await takeBack(chain)
    },

    isDead: (): boolean => open('death').length > 0,
    /** What each declaration that stands makes the agency hold. */
    heads: (agency: Agency, kind: Chain['kind']): readonly DeliveryId[] =>
      open(kind).flatMap(({ declared }) => declared.at(-1)?.told.get(agency.id) ?? []),

    kindOf: (delivery: string): Chain['kind'] | undefined => chains[places.get(delivery)?.chain ?? -1]?.kind,
    chainOf: (delivery: string): number | undefined => places.get(delivery)?.chain,
  }
}

export type Story = ReturnType<typeof story>
