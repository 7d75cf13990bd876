import type { Subscription } from '@unefois/broker/ports/event-log.ts'
import { leaseMs, leave } from './group-member.ts'
import { keepFetching, onHeads, onWake } from './keep-fetching.ts'
import { keepLeases } from './keep-leases.ts'
import { groupChannel, type Member, type MemberParts, newMember } from './member.ts'

/** Without an answer of the database for this long the subscription is not healthy. */
const silenceMs = 4 * leaseMs

/** Starts a member: a loop that keeps its leases, a loop that fetches, and a lane for each partition it owns. */
export function subscribe(parts: MemberParts): Subscription {
  const member = newMember(parts)
  const { wakeUps, heads, membership, options } = member
  const endings = [
    wakeUps.listen(`log:${membership.topic.name}`, () => onWake(member)),
    wakeUps.listen(groupChannel(membership), () => member.standing.ring()),
    heads.watch({
      topicId: membership.topic.id,
      onHeads: (found) => onHeads(member, found),
      onFailure: options.onFailure,
    }),
  ]
  const leases = keepLeases(member)
  const fetching = keepFetching(member)

  let stopped: Promise<void> | null = null
  return {
    ready: () => member.ready.promise,
    healthy: () => member.phase === 'working' && performance.now() - member.lastBeat < silenceMs,
    stop() {
      for (const end of endings) end()
      stopped ??= stop(member, leases, fetching)
      return stopped
    },
  }
}

/** Leases are kept until the last batch has been committed; then all are free at once. */
async function stop(member: Member, leases: Promise<void>, fetching: Promise<void>): Promise<void> {
  member.phase = 'finishing'
  for (const lane of member.lanes.values()) lane.leaving.abort()
  member.work.ring()
  await fetching
  await Promise.all(member.running)
  member.phase = 'stopped'
  member.standing.ring()
  await leases
  // Nobody waits for ready any more, but somebody may still hold the promise.
  member.ready.resolve()
  try {
    await leave(member.pool, member.membership)
    member.wakeUps.signal(groupChannel(member.membership))
  } catch (error) {
    // The leases run out by themselves.
    member.options.onFailure(error)
  }
}
