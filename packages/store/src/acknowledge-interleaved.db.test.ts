import type { AcknowledgementVerdict, AttemptResult, Lane } from '@unefois/broker/ports/deliveries.ts'
import type { Outcome } from '@unefois/domain/acknowledgement.ts'
import { isFinal } from '@unefois/domain/delivery.ts'
import type { DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { deliveriesStore, deliveryWork } from './deliveries-store.ts'
import { feedsStore } from './feeds-store.ts'
import { lanesStore } from './lanes-store.ts'
import { aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
const operator = { id: 'demo-operator', role: 'operator' } as const
let lanes: readonly Lane[] = []
beforeAll(async () => {
  lanes = await lanesStore(postgres.pool, 600_000).renew('test', [saaq])
})

/** What can happen to a delivery that was released, from any side. */
type Step =
  | { readonly do: 'acknowledge'; readonly outcome: Outcome }
  | { readonly do: 'attempt'; readonly ends: 'received' | 'retry' | 'park' | 'accepted' | 'rejected' }
  | { readonly do: 'replay'; readonly force: boolean }
  | { readonly do: 'resume' | 'feed' }

const outcome = fc.constantFrom<Outcome>('accepted', 'rejected', 'not-a-client', 'deferred', 'needs-review')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('acknowledge' as const), outcome }),
  fc.record({
    do: fc.constant('attempt' as const),
    ends: fc.constantFrom('received', 'retry', 'park', 'accepted', 'rejected' as const),
  }),
  fc.record({ do: fc.constant('replay' as const), force: fc.boolean() }),
  fc.record({ do: fc.constantFrom('resume' as const, 'feed' as const) }),
)
/** What stands together happens at once. */
const story = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })

const past = (): Date => new Date(Date.now() - 1_000)

const endOf = (ends: Extract<Step, { do: 'attempt' }>['ends']): AttemptResult['then'] => {
  if (ends === 'retry') return { go: 'retry', at: past(), reason: 'failed' }
  if (ends === 'park') return { go: 'park', reason: 'failed' }
  const acknowledgeBy = new Date(Date.now() + 60_000)
  if (ends === 'received') return { go: 'received', acknowledgeBy }
  const acknowledgement = { outcome: ends, reason: 'r' } as const
  return { go: 'acknowledged', acknowledgement, acknowledgeBy }
}

const attempt = async (person: PersonId, ends: Extract<Step, { do: 'attempt' }>['ends']): Promise<void> => {
  const work = deliveryWork(postgres.pool)
  const due = (await work.due(lanes, [], 500)).filter((delivery) => delivery.person === person)
  const failed = ends === 'retry' || ends === 'park'
  await work.record(
    saaq,
    due.map((delivery) => ({
      delivery,
      attempt: {
        startedAt: new Date(),
        durationMs: 1,
        status: failed ? 500 : 200,
        failure: failed ? 'failed' : null,
        answer: null,
      },
      then: endOf(ends),
    })),
  )
}

const happen = async (
  id: DeliveryId,
  person: PersonId,
  one: Step,
): Promise<AcknowledgementVerdict | null> => {
  const deliveries = deliveriesStore(postgres.pool)
  const feeds = feedsStore(postgres.pool)
  switch (one.do) {
    case 'acknowledge': {
      const until = one.outcome === 'deferred' ? { until: past().toISOString() } : {}
      return deliveries.acknowledge(saaq, id, { outcome: one.outcome, reason: 'r', ...until })
    }
    case 'attempt':
      await attempt(person, one.ends)
      return null
    case 'replay':
      await deliveries.replay(id, { by: operator, reason: 'r', force: one.force })
      return null
    case 'resume':
      await deliveryWork(postgres.pool).resume(lanes)
      return null
    case 'feed': {
      const { lastPosition } = await feeds.read(saaq, 0n, 500)
      await feeds.pass(saaq, lastPosition, new Date(Date.now() + 60_000))
      return null
    }
  }
}

const stateOf = async (id: DeliveryId): Promise<string> => {
  const { rows } = await postgres.pool.query<{ work: string | null; final: string | null }>(
    `select (select state from delivery_work where id = $1 and not forced) as work,
            (select state from delivery_outcomes where id = $1) as final`,
    [id],
  )
  const { work, final } = rows[0] ?? { work: null, final: null }
  // Never in both, never in neither.
  expect((work === null) !== (final === null), `work ${work}, final ${final}`).toBe(true)
  return work ?? final ?? ''
}

/** What was said, and what the store made of it, given where the delivery stood before and stands after. */
const judgeVerdict = (
  verdict: AcknowledgementVerdict,
  said: Outcome,
  { before, after }: { readonly before: string; readonly after: string },
): void => {
  if (isFinal(before as never)) expect(verdict.as).toBe(before === said ? 'repeated' : 'contradicts')
  if (verdict.as === 'recorded' && isFinal(said)) expect(after).toBe(said)
  if (verdict.as === 'contradicts') expect(verdict.state).toBe(after)
  expect(['recorded', 'repeated', 'contradicts']).toContain(verdict.as)
}

test('whatever overtakes what, the first final answer stands, and every other is told so', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (groups) => {
      const person = aPerson()
      const event = aMetEvent(person, 1n)
      const id = event.delivery?.id as DeliveryId
      await postgres.pool.query(
        'insert into declaration_keys (declaration_id, wrapped_key) values ($1, $2)',
        [event.declaration, Buffer.from('key')],
      )
      await deliveryWork(postgres.pool).open(saaq, [event])
      for (const group of groups) {
        const before = await stateOf(id)
        const verdicts = await Promise.all(group.map((one) => happen(id, person, one)))
        const after = await stateOf(id)
        if (isFinal(before as never)) expect(after).toBe(before)
        const finals = verdicts.filter(
          (verdict, i) =>
            verdict?.as === 'recorded' && isFinal((group[i] as Extract<Step, { do: 'acknowledge' }>).outcome),
        )
        expect(finals.length).toBeLessThanOrEqual(1)
        for (const [i, verdict] of verdicts.entries()) {
          const one = group[i]
          if (verdict !== null && one?.do === 'acknowledge')
            judgeVerdict(verdict, one.outcome, { before, after })
        }
      }
      await postgres.pool.query('delete from delivery_work where id = $1', [id])
    }),
    { numRuns: 60 },
  )
})
