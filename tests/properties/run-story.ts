import type { Agency } from '@unefois/domain/agency.ts'
import { type AgencyLedger, agencyLedger } from './agency-ledger.ts'
import { agenciesByHand, type BrokerByHand } from './broker-by-hand.ts'
import type { Command, Decision, Step } from './commands.ts'
import type { LaneOwner } from './lane-owner.ts'
import { type Story, story } from './story.ts'

/** One agency in one story: what it heard, who sends to it, how far its consumer has read. */
type Stage = {
  readonly agency: Agency
  readonly ledger: AgencyLedger
  owner: LaneOwner
  /** Whoever lost the lanes while a request was under way: it may still get through. */
  former: LaneOwner[]
  position: bigint
  previous: bigint
  /** Deaths that its consumer has met and that are not withdrawn. */
  deaths: number
}

const isDecision = (command: Command): command is Decision => !('agency' in command)

type Scene = { readonly broker: BrokerByHand; readonly told: Story; readonly stages: readonly Stage[] }

/** Plays the commands, lets everything settle, and compares what each agency holds with what stands. */
export const runStory = async (
  broker: BrokerByHand,
  person: number,
  given: readonly Command[],
): Promise<void> => {
  const told = story(broker, person)
  const start = await broker.end()
  const stages: Stage[] = []
  for (const agency of agenciesByHand) {
    const ledger = agencyLedger(told.placeOf)
    const owner = await broker.own(agency, (delivery) => ledger.hear(broker.noticeOf(delivery)))
    stages.push({ agency, ledger, owner, former: [], position: start, previous: start, deaths: 0 })
  }
  const scene = { broker, told, stages }
  for (const command of given) await (isDecision(command) ? told.decide(command) : takeStep(scene, command))
  await settle(scene)
  await compare(scene)
  await told.restoreAll()
  await settle(scene)
  await compare(scene)
}

const openNext = async ({ broker }: Scene, stage: Stage, again: boolean): Promise<void> => {
  const records = await broker.published(again ? stage.previous : stage.position)
  if (records.length === 0) return
  await broker.open(stage.agency, records)
  for (const { offset, headers } of records) {
    if (offset <= stage.position) continue
    if (headers['ce_type'] === 'unefois.death.v1') stage.deaths += 1
    if (headers['ce_type'] === 'unefois.death.withdrawn.v1') stage.deaths -= 1
  }
  stage.previous = stage.position
  stage.position = records.at(-1)?.offset ?? stage.position
}

/** Of the dead, nothing but their death begins to leave. */
const take = async ({ broker, told }: Scene, { agency, owner, deaths }: Stage): Promise<number> => {
  const taken = await owner.take(told.isOurs)
  const moves = taken.filter((delivery) => !broker.noticeOf(delivery).type.startsWith('unefois.death.'))
  if (deaths > 0 && moves.length > 0) throw new Error(`${agency.id} is told of a move of somebody who died`)
  return taken.length
}

const takeStep = async (scene: Scene, step: Step): Promise<void> => {
  const { broker } = scene
  const stage = scene.stages[step.agency]
  if (stage === undefined) return
  switch (step.do) {
    case 'open':
      return openNext(scene, stage, step.again)
    case 'tend':
      return broker.tend(stage.agency, stage.owner)
    case 'take':
      await broker.tend(stage.agency, stage.owner)
      await take(scene, stage)
      return
    case 'arrive':
      return stage.owner.arrive()
    case 'finish':
      return stage.owner.finish(step.ending)
    case 'change-owner':
      stage.former.push(stage.owner)
      stage.owner = await broker.own(stage.agency, (delivery) => stage.ledger.hear(broker.noticeOf(delivery)))
      return
    case 'late-arrival':
      return stage.former.at(-1)?.arrive()
  }
}

/** Rounds until nothing is left to do, all agencies being up; far more than any backlog needs. */
const mostRounds = 60

const settle = async (scene: Scene): Promise<void> => {
  for (let round = 0; round < mostRounds; round++) {
    let busy = await scene.broker.replayParked(scene.told.isOurs)
    for (const stage of scene.stages) {
      const { position } = stage
      await openNext(scene, stage, false)
      await scene.broker.tend(stage.agency, stage.owner)
      busy += Number(stage.position !== position) + (await take(scene, stage))
      while (stage.owner.inHand().size > 0) {
        await stage.owner.finish('accepted')
        busy += 1
      }
    }
    if (busy === 0) return
  }
  throw new Error('it never settled')
}

const compare = async ({ broker, told, stages }: Scene): Promise<void> => {
  for (const { agency, ledger } of stages) {
    const held = new Set<number | undefined>()
    const expected = new Set<string>()
    for (const id of [...told.heads(agency, 'death'), ...told.heads(agency, 'move')]) {
      const { state, reason } = (await broker.find(id))?.delivery ?? { state: 'missing', reason: null }
      // Not said yet, by rights: the agency may still hold what it heard before.
      if (state === 'held' && (reason === 'effective-date' || (reason === 'death' && told.isDead())))
        held.add(told.chainOf(id))
      else if (state === 'accepted' || state === 'received') expected.add(id)
      else throw new Error(`${agency.id}: ${id} ended ${state}, ${reason}`)
    }
    const holds = [...ledger.holds()].filter((id) => !held.has(told.chainOf(id)))
    // While the person is dead, nothing of their moves can be taken back either.
    const comparable = (id: string) => !told.isDead() || told.kindOf(id) === 'death'
    const [has, should] = [holds, [...expected]].map((ids) => ids.filter(comparable).sort())
    if (JSON.stringify(has) !== JSON.stringify(should))
      throw new Error(`${agency.id} holds ${JSON.stringify(has)} in place of ${JSON.stringify(should)}`)
  }
}
