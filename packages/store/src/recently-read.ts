import type { Declarations } from '@unefois/broker/ports/declarations.ts'
import type { DeclarationId } from '@unefois/domain/ids.ts'

/**
 * How long a wrapped key is taken as it was read, milliseconds: eight agencies meet a declaration within some ten of
 * them. A key that is destroyed meanwhile is read for as long at most.
 */
const freshMs = 2_000

/** One look at the database for all agencies that meet the same declarations at about the same time. */
export const recentlyRead = (read: Declarations['wrappedKeys']): Declarations['wrappedKeys'] => {
  type Reading = Promise<ReadonlyMap<DeclarationId, Buffer>>
  let current = new Map<DeclarationId, Reading>()
  let previous = new Map<DeclarationId, Reading>()
  let turnAt = 0

  /** Two generations, so that forgetting costs nothing: what is older than both is gone. */
  const turn = (): void => {
    if (performance.now() < turnAt) return
    previous = performance.now() < turnAt + freshMs / 2 ? current : new Map()
    current = new Map()
    turnAt = performance.now() + freshMs / 2
  }

  /** Not only what was read: they all ask in the same instant, and eleven of twelve asked in vain. */
  const readNow = (ids: readonly DeclarationId[]): Reading => {
    const reading = read(ids)
    for (const id of ids) current.set(id, reading)
    reading.then(
      (found) => {
        for (const id of ids) if (!found.has(id)) forget(id, reading)
      },
      () => {
        for (const id of ids) forget(id, reading)
      },
    )
    return reading
  }
  const forget = (id: DeclarationId, reading: Reading): void => {
    for (const generation of [current, previous]) if (generation.get(id) === reading) generation.delete(id)
  }

  return async (ids) => {
    turn()
    const readings = new Set<Reading>()
    const missing = ids.filter((id) => {
      const reading = current.get(id) ?? previous.get(id)
      if (reading !== undefined) readings.add(reading)
      return reading === undefined
    })
    if (missing.length > 0) readings.add(readNow(missing))
    const all = await Promise.all(readings)
    return new Map(
      ids.flatMap((id) => {
        const key = all.find((found) => found.has(id))?.get(id)
        return key === undefined ? [] : [[id, key] as const]
      }),
    )
  }
}
