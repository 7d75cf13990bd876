import { setImmediate } from 'node:timers/promises'
import { batchBytes, fetchRecords, type Slice } from './fetch-records.ts'
import { leaseMs } from './group-member.ts'
import { type Lane, workThrough } from './lane.ts'
import type { Heads } from './log-heads.ts'
import type { Member } from './member.ts'

/** Fetches for all lanes that are free, in one statement, whenever the bell rings. Never rejects. */
export async function keepFetching(member: Member): Promise<void> {
  while (member.phase === 'working') {
    try {
      await fetchOnce(member)
    } catch (error) {
      // The next poll of the heads rings again.
      member.options.onFailure(error)
    }
    await member.work.heard()
    // Lanes that come free in this turn of the event loop are fetched for together.
    await setImmediate()
  }
}

async function fetchOnce(member: Member): Promise<void> {
  // After a pause of the whole program (suspended, collecting garbage) the leases may be gone: ask first.
  if (performance.now() - member.lastBeat > leaseMs) {
    member.standing.ring()
    return
  }
  const lanes = [...member.lanes.values()].filter(
    (lane) => lane.mayHaveMore && !lane.busy && !lane.leaving.signal.aborted,
  )
  if (lanes.length === 0) return
  // Before asking: a wake-up that comes while we ask must not be forgotten.
  for (const lane of lanes) lane.mayHaveMore = false
  const { pool, membership, options, tail } = member
  const near = lanes.flatMap((lane) => nearSlice(member, lane))
  for (const slice of near) start(member, lanes, slice)
  const far = lanes.filter(
    ({ partition, position, polled }) =>
      !near.some((slice) => slice.partition === partition) && (polled || !tail.isAtEnd(partition, position)),
  )
  if (far.length === 0) return
  const slices = await fetchRecords(pool, membership.topic, far, options.maxRecords)
  for (const slice of slices) {
    tail.add(slice.records, 'fetched')
    start(member, lanes, slice)
  }
  for (const lane of far) lane.polled = false
}

/** What this program has just seen go by; the tail's end is where the next wake-up begins. */
function nearSlice({ tail, membership, options }: Member, lane: Lane): readonly Slice[] {
  const bounds = { records: options.maxRecords, bytes: batchBytes }
  const near = tail.from(lane.partition, lane.position, bounds)
  return near === null ? [] : [{ topic: membership.topic.name, partition: lane.partition, ...near }]
}

function start(member: Member, lanes: readonly Lane[], slice: Slice): void {
  const lane = lanes.find(({ partition }) => partition === slice.partition)
  if (lane && !lane.leaving.signal.aborted) startBatch(member, lane, slice)
}
function startBatch(member: Member, lane: Lane, slice: Slice): void {
  const { options, handle } = member
  lane.busy = true
  if (slice.full) lane.mayHaveMore = true
  const running = workThrough(lane, slice, {
    handle,
    commit: member.commit,
    onFailure: options.onFailure,
  }).then(() => {
    lane.busy = false
    member.running.delete(running)
    member.work.ring()
    if (lane.leaving.signal.aborted) member.standing.ring()
  })
  member.running.add(running)
}

/** A hint that the topic has grown. */
export function onWake(member: Member): void {
  for (const lane of member.lanes.values()) lane.mayHaveMore = true
  member.work.ring()
}

/** The truth, polled: also what a lost hint or a failed fetch left behind. */
export function onHeads(member: Member, heads: Heads): void {
  let behind = false
  for (const lane of member.lanes.values()) {
    if (lane.busy || (heads.get(lane.partition) ?? 0n) <= lane.position) continue
    lane.mayHaveMore = true
    lane.polled = true
    behind = true
  }
  if (behind) member.work.ring()
}
