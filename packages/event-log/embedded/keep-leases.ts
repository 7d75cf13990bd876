import { beat, beatMs, leaseMs, release, type Standing } from './group-member.ts'
import { laneFor } from './lane.ts'
import { groupChannel, type Member } from './member.ts'

/** Beats until the member has stopped: renews, takes its share, gives back what is above it. Never rejects. */
export async function keepLeases(member: Member): Promise<void> {
  const startedAt = performance.now()
  let joined = false
  while (member.phase !== 'stopped') {
    try {
      await giveBack(member)
      const askedAt = performance.now()
      const standing = await beat(member.pool, member.membership, member.phase === 'working')
      member.lastBeat = askedAt
      apply(member, standing)
      // Others may hold our share in a batch that does not end: that is theirs to report.
      if (member.lanes.size > 0 || standing.quota === 0 || performance.now() - startedAt > 2 * leaseMs)
        member.ready.resolve()
      // Those who own more than their share learn that there is one more.
      if (!joined) member.wakeUps.signal(groupChannel(member.membership))
      joined = true
    } catch (error) {
      member.options.onFailure(error)
    }
    await member.standing.heard(beatMs)
  }
}

function apply(member: Member, { leases, quota }: Standing): void {
  const { lanes } = member
  const owned = new Map(leases.map((lease) => [lease.partition, lease]))
  for (const lane of lanes.values()) {
    if (owned.get(lane.partition)?.epoch === lane.epoch) continue
    lane.leaving.abort()
    lanes.delete(lane.partition)
  }
  for (const lease of leases) if (!lanes.has(lease.partition)) lanes.set(lease.partition, laneFor(lease))
  for (const lane of [...lanes.values()].slice(quota)) lane.leaving.abort()
  member.work.ring()
}

/** Partitions above the share, each once its batch has ended. */
async function giveBack({ pool, membership, lanes, wakeUps }: Member): Promise<void> {
  const idle = [...lanes.values()].filter((lane) => lane.leaving.signal.aborted && !lane.busy)
  if (idle.length === 0) return
  await release(
    pool,
    membership,
    idle.map(({ partition }) => partition),
  )
  for (const { partition } of idle) lanes.delete(partition)
  wakeUps.signal(groupChannel(membership))
}
