import type { AgencyId } from '@unefois/domain/ids.ts'
import type { DeliveryWork } from './ports/deliveries.ts'
import type { WakeUps } from './ports/wake-ups.ts'

/** A reader that waits says so at least every two seconds. */
const readerStaysMs = 10_000

/**
 * The work, and a hint to whoever waits at an agency's feed whenever something was opened or released for it. Only
 * while somebody does: a hint costs a statement.
 */
export const callFeedReaders = (
  work: DeliveryWork,
  wakeUps: WakeUps,
  agencies: readonly AgencyId[],
): { readonly work: DeliveryWork; end(): void } => {
  const readUntil = new Map<AgencyId, number>()
  const unlisten = agencies.map((agency) =>
    wakeUps.listen(`feed-read:${agency}`, () => readUntil.set(agency, performance.now() + readerStaysMs)),
  )
  const call = (agency: AgencyId | undefined): void => {
    if (agency !== undefined && (readUntil.get(agency) ?? 0) > performance.now())
      wakeUps.signal(`feed:${agency}`)
  }
  return {
    work: {
      ...work,
      open: async (agency, events) => {
        const report = await work.open(agency, events)
        if (report.opened > 0) call(agency)
        return report
      },
      release: async (lanes, released) => {
        const count = await work.release(lanes, released)
        if (count > 0) call(lanes[0]?.agency)
        return count
      },
    },
    end: () => {
      for (const stop of unlisten) stop()
    },
  }
}
