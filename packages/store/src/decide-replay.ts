import type { Replay, ReplayDecision, ReplayState, ReplayVerb } from '@unefois/broker/ports/replays.ts'
import type { Account } from '@unefois/domain/account.ts'
import type { AgencyId, ReplayId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'
import { replayColumns } from './replay-columns.ts'
import { settleReplay } from './settle-replay.ts'
import { takeBackReplay } from './take-back-replay.ts'

type Decision = { readonly id: ReplayId; readonly verb: ReplayVerb; readonly by: Account }

/** From where each decision may be taken, and where it leads; taken where it has led already, it changes nothing. */
const paths: Readonly<
  Record<ReplayVerb, { readonly from: readonly ReplayState[]; readonly to: ReplayState }>
> = {
  approve: { from: ['awaiting-approval'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['awaiting-approval', 'running', 'paused'], to: 'cancelled' },
}

const codes: Readonly<Record<ReplayVerb, string>> = {
  approve: 'replay.approved',
  pause: 'replay.paused',
  resume: 'replay.resumed',
  cancel: 'replay.cancelled',
}

/** Under the replay's row, which each step of its runner holds as well: a decision falls between two steps. */
export const decideReplay = async (
  client: PoolClient,
  { id, verb, by }: Decision,
): Promise<ReplayDecision> => {
  const { rows } = await client.query<Replay & { agencies: readonly AgencyId[] }>(
    `select ${replayColumns}, agencies from replays where id = $1 for update`,
    [id],
  )
  if (rows[0] === undefined) return { as: 'unknown' }
  const { agencies, ...current } = rows[0]
  const { from, to } = paths[verb]
  if (current.state === to && verb !== 'approve') return { as: 'done', replay: current, takenBack: [] }
  if (!from.includes(current.state)) return { as: 'not-now' }
  if (verb === 'approve' && current.requestedBy === by.id) return { as: 'own-request' }
  if (current.state === 'running') await stopRunning(client, id)
  const takenBack = current.state === 'running' ? agencies : []
  return { as: 'done', replay: await write(client, { id, verb, by }, to), takenBack }
}

/** What was tried counts; what was not is as it was before. */
const stopRunning = async (client: PoolClient, id: ReplayId): Promise<void> => {
  await settleReplay(client, id)
  await takeBackReplay(client, id)
}

const write = async (client: PoolClient, { id, verb, by }: Decision, to: ReplayState): Promise<Replay> => {
  const { rows } = await client.query<Replay>(
    `with decided as (
       update replays set state = $2, approved_by = case when $3 = 'approve' then $4 else approved_by end,
              ended_at = case when $2 = 'cancelled' then now() end, owner = null, expires_at = '-infinity'
        where id = $1 returning *
     ), audited as (
       insert into audit_log (at, code, actor, facts)
       select now(), $5, $4, jsonb_build_object('replay', id, 'done', done, 'failed', failed, 'total', total)
         from decided
     )
     select ${replayColumns} from decided`,
    [id, to, verb, by.id, codes[verb]],
  )
  const replay = rows[0]
  if (replay === undefined) throw new Error('the replay is gone')
  return replay
}
