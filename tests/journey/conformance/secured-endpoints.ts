import { afterEach, beforeEach, expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { openSecuredReceiver, type SecuredReceiver } from '../../running/secured-receiver.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

const path = '/v1/partner/endpoints'

/** An agency that lets nobody in without a certificate and a token. */
export const securedEndpoints = (where: Where): void => {
  const rrq = () => where().as('demo-agency-rrq')
  let receiver: SecuredReceiver
  beforeEach(async () => {
    receiver = await openSecuredReceiver()
  })
  afterEach(async () => {
    const { items } = (await rrq().get(path)).body as { items: readonly { readonly id: string }[] }
    for (const { id } of items) await rrq().delete(`${path}/${id}`)
    await receiver.close()
  })

  const wished = () => ({
    url: receiver.url,
    tls: {
      certificateAuthority: receiver.authority,
      client: { certificate: receiver.client.cert, key: receiver.client.key },
    },
    oauth2: { tokenUrl: receiver.tokenUrl, clientId: 'une-fois', clientSecret: 's3cret' },
  })
  const acceptedBy = async (): Promise<string> => {
    const filed = await where().file(inventedMove(nextPerson()))
    await where().untilDelivery(filed.id, 'rrq', 'accepted')
    return lineOf(filed, 'rrq').delivery.id
  }

  test('it is reached with the certificate and the token that it asks for, and neither is ever given back', async () => {
    const registered = await rrq().post(path, wished())
    expect([registered.status, registered.body]).toMatchObject([201, { state: 'active' }])
    for (const secret of [receiver.client.key.slice(40, 80), 's3cret'])
      expect(JSON.stringify((await rrq().get(path)).body)).not.toContain(secret)

    const [first, second] = [await acceptedBy(), await acceptedBy()]
    const notices = receiver.arrivals.filter(({ delivery }) => delivery === first || delivery === second)
    expect(notices.map(({ authorization, client }) => [authorization, client])).toEqual([
      ['Bearer token-1', 'une-fois.test'],
      ['Bearer token-1', 'une-fois.test'],
    ])
    expect(receiver.arrivals.filter(({ path: asked }) => asked === '/token')).toHaveLength(1)

    // A token that it no longer takes is replaced within the attempt.
    receiver.revoke()
    const third = await acceptedBy()
    const tries = receiver.arrivals.filter(({ delivery }) => delivery === third)
    expect(tries.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  test('without what it asks for it is not used: the certificate is shown to be missing at once', async () => {
    const { tls, ...rest } = wished()
    const { client: _client, ...authorityAlone } = tls
    const registered = await rrq().post(path, { ...rest, tls: authorityAlone })
    expect([registered.status, registered.body]).toMatchObject([201, { state: 'unverified' }])
    expect(receiver.arrivals).toEqual([])
  })
}
