import { setTimeout as pause } from 'node:timers/promises'
import { registry } from '@unefois/agencies/registry.ts'
import { apiClient } from '@unefois/tests/running/api-client.ts'
import { toldOfHousehold } from '@unefois/tests/running/invented-household.ts'
import type { Stage } from '../journey/stage.ts'
import type { Scenario } from './scenarios.ts'

/** Who is told in this scenario. */
export const agenciesOf = ({ crowd }: Pick<Scenario, 'crowd'>): readonly string[] =>
  toldOfHousehold[crowd.told]

/** Lets each agency answer as the scenario says, and those that want batches register an endpoint that takes them. */
export const readyAgencies = async (
  { receiver, url, simulatorPort }: Pick<Stage, 'receiver' | 'url' | 'simulatorPort'>,
  scenario: Scenario,
): Promise<void> => {
  for (const agency of agenciesOf(scenario)) {
    await receiver.ask('behave', agency, { mode: 'accept', afterMs: scenario.answersAfterMs })
    if (scenario.batchSize === 1) continue
    const port = simulatorPort + 1 + registry.findIndex(({ id }) => id === agency)
    const { status, body } = await apiClient(url, `demo-agency-${agency}`).post('/v1/partner/endpoints', {
      url: `http://127.0.0.1:${port}/${agency}`,
      batchSize: scenario.batchSize,
    })
    const { state } = body as { readonly state?: string }
    if (status !== 201 || state !== 'active')
      throw new Error(`${agency}'s endpoint: ${status} ${JSON.stringify(body)}`)
  }
}

/** Operators pause every agency (what is due waits as it is), or let all of them go on. */
export const gatesOf = (url: string, agencies: readonly string[]) => {
  const api = apiClient(url, 'demo-operator')
  const turn = async (way: 'pause' | 'resume'): Promise<void> => {
    await Promise.all(
      agencies.map(async (agency) => {
        const ask = () =>
          api.post(`/v1/operations/agencies/${agency}/${way}`, { reason: 'a backlog is to be measured' })
        let { status, body } = await ask()
        // Busy opening the backlog, or with what else the machine does.
        for (let tries = 0; status === 503 && tries < 100; tries++) {
          await pause(200)
          ;({ status, body } = await ask())
        }
        if (status !== 200) throw new Error(`${way} ${agency}: ${status} ${JSON.stringify(body)}`)
      }),
    )
  }
  return { close: () => turn('pause'), open: () => turn('resume') }
}
