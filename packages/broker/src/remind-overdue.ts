import type { Agency } from '@unefois/domain/agency.ts'
import { failureOf } from '@unefois/domain/failure-of.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import { agencyCalendar, type CalendarDependencies } from './agency-calendar.ts'
import { eventSource } from './person-event-record.ts'
import type { Clock } from './ports/clock.ts'
import type { Endpoint, Endpoints } from './ports/endpoints.ts'
import type { Journal } from './ports/journal.ts'
import type { Reminders } from './ports/reminders.ts'
import type { Sender } from './ports/sender.ts'
import { signalled } from './signalled.ts'
import { traceparents } from './traceparents.ts'

export type ReminderDependencies = CalendarDependencies & {
  readonly reminders: Reminders
  readonly endpoints: Pick<Endpoints, 'of'>
  readonly sender: Pick<Sender, 'send'>
  readonly journal: Journal
  readonly clock: Clock
  readonly ids: { delivery(): DeliveryId }
  /** Base of the links that agencies follow, without a slash at the end. */
  readonly publicUrl: string
}

/** Deadlines are days: that one has passed may be said a minute later. */
const lookEveryMs = 60_000
/** At most once so often for each delivery. */
const againMs = 24 * 3_600_000
const inOne = 100
/** In one look; an agency that owes more hears of the rest at the next. */
const mostNotices = 10

const reminderNotice = (
  { clock, publicUrl }: ReminderDependencies,
  id: DeliveryId,
  deliveries: readonly DeliveryId[],
): Buffer =>
  Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id,
      source: eventSource,
      type: 'unefois.reminder.v1',
      time: clock.now().toISOString(),
      dataschema: `${publicUrl}/schemas/reminder.v1.json`,
      data: { deliveries },
    }),
  )

/**
 * One look at what an agency owes: names it in signed notices of their own. Best effort: a notice that is lost is made
 * good by the next day's, and operators see what is overdue anyway. Returns how many deliveries were named.
 */
export const remindAgency = async (dependencies: ReminderDependencies, agency: Agency): Promise<number> => {
  const { reminders, endpoints, clock } = dependencies
  const calendar = agencyCalendar(dependencies, agency.id)
  await calendar.look()
  // Closed or paused it is sent nothing; it is reminded when it is open again.
  if (calendar.isClosed()) return 0
  const endpoint = await endpoints.of(agency.id)
  // Who only reads a feed sees what is overdue in its own log.
  if (endpoint === null) return 0
  let named = 0
  for (let notice = 0; notice < mostNotices; notice++) {
    const now = clock.now()
    const notSince = new Date(now.getTime() - againMs)
    const deliveries = await reminders.take(agency.id, { now, notSince }, inOne)
    if (deliveries.length > 0) await remind(dependencies, endpoint, deliveries)
    named += deliveries.length
    if (deliveries.length < inOne) break
  }
  return named
}

const remind = async (
  dependencies: ReminderDependencies,
  endpoint: Endpoint,
  deliveries: readonly DeliveryId[],
): Promise<void> => {
  const { sender, journal, clock, ids } = dependencies
  const id = ids.delivery()
  const sent = await sender.send(endpoint, {
    id,
    body: reminderNotice(dependencies, id, deliveries),
    deliveries: 1,
    sentAt: clock.now(),
    traceparent: traceparents()(),
  })
  journal.info('reminder.sent', {
    agency: endpoint.agency,
    deliveries: deliveries.length,
    reached: sent.failure === null,
  })
}

/** Reminds every agency, each by itself so that one that hangs delays no other. Runs until `stop`. */
export const remindOverdue = async (
  dependencies: ReminderDependencies,
  agencies: readonly Agency[],
  stop: AbortSignal,
): Promise<void> => {
  while (!stop.aborted) {
    await Promise.all(
      agencies.map(async (agency) => {
        try {
          await remindAgency(dependencies, agency)
        } catch (error) {
          dependencies.journal.alarm('reminders.failed', { agency: agency.id, ...failureOf(error) })
        }
      }),
    )
    await signalled.pause(lookEveryMs, stop)
  }
}
