import type { DeliveryDetail, DeliveryFilter } from '@unefois/broker/ports/deliveries.ts'
import { type DeliveryState, isFinal } from '@unefois/domain/delivery.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { type DeliveryRow, deliveryRows } from './delivery-rows.ts'

export type ListPage = { readonly after: DeliveryId | null; readonly limit: number }

export type ListedDeliveries = {
  readonly items: readonly DeliveryDetail[]
  /** Where it stopped looking, when that was before the end. */
  readonly lookedTo: DeliveryId | null
}

/**
 * Deliveries looked at for one page at most where no index leads to what is asked: some 40 ms. A page that found less
 * than its limit then says where the next one goes on.
 */
const lookedAtOnce = 10_000

/**
 * An id says when its delivery was planned; what its consumer opened later than this much is not found by `since`. More
 * would be that much more of the history to look at in vain.
 */
const longestLag = `interval '1 day'`

/** The index walked through, newest first, and what it alone can answer of the filter. */
type Walk = {
  readonly from: string
  /** The column of the delivery's id there. */
  readonly id: string
  readonly where: readonly string[]
}

/** Values of one statement, each given its place. */
const values = () => {
  const all: unknown[] = []
  return {
    all,
    place: (value: unknown, type: string): string => {
      all.push(value)
      return `$${all.length}::${type}`
    },
  }
}

type Values = ReturnType<typeof values>

const rare = (['rejected', 'not-a-client', 'withdrawn', 'set-aside'] satisfies DeliveryState[])
  .map((state) => `select id from delivery_outcomes where state = '${state}'`)
  .join(' union all ')

/** Everything but `accepted` is found without going through the history of what went well. */
const walkByState = ({ state, reason, overdue, agency }: DeliveryFilter, { place }: Values): Walk | null => {
  const work = (...where: readonly string[]): Walk => ({
    from: 'delivery_work',
    id: 'id',
    where: ['not forced', ...where, ...(agency === undefined ? [] : [`agency = ${place(agency, 'text')}`])],
  })
  if (overdue) return work(`state = 'received'`, 'wake_at < now()')
  if (state === 'held' || state === 'due') return work(`(state in ('held', 'due') or waits_for <> '{}')`)
  if (state !== undefined && !isFinal(state)) return work(`state = ${place(state, 'text')}`)
  if (state !== undefined && state !== 'accepted')
    return { from: 'delivery_outcomes', id: 'id', where: [`state = '${state}'`] }
  if (reason !== undefined)
    return {
      from: `(select id from delivery_work where not forced union all ${rare}) known`,
      id: 'id',
      where: [],
    }
  return null
}

const walkOf = (filter: DeliveryFilter, given: Values): Walk => {
  const { place } = given
  const { declaration, reference, person, agency } = filter
  const walk = (where: readonly string[]): Walk => ({ from: 'deliveries', id: 'id', where })
  if (declaration !== undefined) return walk([`declaration_id = ${place(declaration, 'uuid')}`])
  if (reference !== undefined)
    return walk([
      `declaration_id = (select id from declarations where reference = ${place(reference, 'text')})`,
    ])
  // A person has a few declarations, and they have an index: no other is needed.
  if (person !== undefined) {
    const whom = place(person, 'uuid')
    return walk([
      `person_id = ${whom}`,
      `declaration_id in (select declaration_id from person_events where person_id = ${whom})`,
    ])
  }
  const byState = walkByState(filter, given)
  return byState ?? walk(agency === undefined ? [] : [`agency = ${place(agency, 'text')}`])
}

/** What is asked of each that was walked past, once it is joined with its work and its outcome. */
const asked = (filter: DeliveryFilter, { place }: Values): readonly string[] => {
  const { agency, kind, state, reason, since, until } = filter
  return [
    ...(agency === undefined ? [] : [`d.agency = ${place(agency, 'text')}`]),
    ...(kind === undefined ? [] : [`d.kind = ${place(kind, 'text')}`]),
    ...(state === undefined ? [] : [`${deliveryRows.state} = ${place(state, 'text')}`]),
    ...(reason === undefined ? [] : [`${deliveryRows.reason} = ${place(reason, 'text')}`]),
    ...(filter.overdue ? [`w.state = 'received'`, 'w.wake_at < now()'] : []),
    ...(since === undefined ? [] : [`d.opened_at >= ${place(since.toISOString(), 'timestamptz')}`]),
    ...(until === undefined ? [] : [`d.opened_at < ${place(until.toISOString(), 'timestamptz')}`]),
  ]
}

const bounds = (
  { since, until }: DeliveryFilter,
  after: DeliveryId | null,
  { place }: Values,
  id: string,
) => [
  ...(after === null ? [] : [`${id} < ${place(after, 'uuid')}`]),
  ...(until === undefined
    ? []
    : [`${id} < first_id_of(${place(until.toISOString(), 'timestamptz')} + interval '1 minute')`]),
  ...(since === undefined
    ? []
    : [`${id} >= first_id_of(${place(since.toISOString(), 'timestamptz')} - ${longestLag})`]),
]

const conditions = (all: readonly string[]): string => (all.length === 0 ? '' : `where ${all.join(' and ')}`)

/** The ids that one page looks at, and the statement that reads the page. */
const statementsOf = (filter: DeliveryFilter, { after, limit }: ListPage) => {
  const given = values()
  const { from, id, where } = walkOf(filter, given)
  const walked = `select ${id} from ${from} ${conditions([...where, ...bounds(filter, after, given, id)])}
                   order by ${id} desc`
  const walkValues = [...given.all]
  const text = `select ${deliveryRows.columns}
                  from (${walked} limit ${lookedAtOnce}) walked join deliveries d on d.id = walked.id ${deliveryRows.joins}
                 ${conditions(asked(filter, given))}
                 order by walked.id desc limit ${given.place(limit, 'integer')}`
  return {
    page: { text, values: given.all },
    last: { text: `${walked} offset ${lookedAtOnce - 1} limit 1`, values: walkValues },
  }
}

/** Opened deliveries, newest first. Each filter has a statement of its own, so that it is planned for what it asks. */
export const listDeliveries = async (
  pool: Pool,
  filter: DeliveryFilter,
  page: ListPage,
): Promise<ListedDeliveries> => {
  if (filter.state === 'planned') return { items: [], lookedTo: null }
  const statements = statementsOf(filter, page)
  const { rows } = await pool.query<DeliveryRow>(statements.page)
  const items = rows.map(deliveryRows.toDetail)
  if (rows.length >= page.limit) return { items, lookedTo: null }
  const last = await pool.query<{ id: DeliveryId }>(statements.last)
  return { items, lookedTo: last.rows[0]?.id ?? null }
}
