import { batched } from '@unefois/broker/batched.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'

type OfAgency = { readonly agency: AgencyId }

/**
 * Rows of one statement, as far as several agencies share it; what one agency brings by itself is never cut. No more,
 * since a result's place in the list is looked for from its beginning (25 µs a result at 250 of them, 102 at 2,500).
 */
const rowsAtOnce = 250
/** An agency whose statement failed has its own for so long, milliseconds. */
const apartMs = 5_000

/**
 * Agencies do the same within a millisecond of each other: what they write then shares a statement. What fails together
 * is tried again for each agency by itself, all at the same time; one that fails by itself goes alone for a while, so
 * that it holds the others up once and not again and again.
 */
export const amongAgencies = <In extends OfAgency, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  rowsOf: (item: In) => number,
): ((item: In) => Promise<Out>) => {
  const together = batched(run, {
    size: rowsAtOnce,
    weigh: rowsOf,
    concurrency: 4,
    paceMs: 0,
    apart: 'at-once',
  })
  const apartUntil = new Map<AgencyId, number>()

  return async (item) => {
    try {
      if ((apartUntil.get(item.agency) ?? 0) <= performance.now()) return await together(item)
      const [out] = await run([item])
      return out as Out
    } catch (error) {
      apartUntil.set(item.agency, performance.now() + apartMs)
      throw error
    }
  }
}

/**
 * SQL: a CTE that a statement of several agencies begins with. A row that somebody keeps locked fails the statement after
 * a second, where the server would wait for fifteen: meanwhile all of these agencies stand still.
 */
export const waitBriefly = `briefly as materialized (
    select set_config('lock_timeout', '1s', true)
  )`
