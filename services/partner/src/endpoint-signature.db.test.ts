import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { apiClient } from '@unefois/tests/running/api-client.ts'
import { afterEach, expect, test } from 'vitest'
import { openReceiver, type Receiver, usePartnerService } from './place-for-tests.ts'

const postgres = usePostgres()
const place = usePartnerService(postgres)
const path = '/v1/partner/endpoints'

let there: Receiver
afterEach(async () => {
  await there.close()
  await postgres.pool.query('delete from endpoints')
})

/** The last notice's headers that RFC 9421 and RFC 9530 name. */
const signedHeaders = () => {
  const notice = there.received.findLast(({ method }) => method === 'POST')
  if (notice === undefined) throw new Error('nothing came')
  const header = (name: string) => String(notice.headers[name] ?? '')
  return {
    body: notice.body,
    digest: header('content-digest'),
    input: header('signature-input'),
    signature: header('signature'),
    lines: `"content-type": ${header('content-type')}\n"webhook-id": ${header('webhook-id')}\n`,
  }
}

test('a receiver of HTTP Message Signatures verifies a notice with the published key set alone', async () => {
  there = await openReceiver()
  const saaq = apiClient(place().url, 'demo-agency-saaq')
  const made = await saaq.post(path, { url: there.url, httpSignature: true })
  expect([made.status, made.body]).toMatchObject([201, { state: 'active', httpSignature: true }])
  const { id } = made.body as { id: string }
  await saaq.post(`${path}/${id}/test`)

  const { body, digest, input, signature, lines } = signedHeaders()
  expect(digest).toBe(`sha-256=:${createHash('sha256').update(body).digest('base64')}:`)
  const kid = /keyid="([^"]+)"/.exec(input)?.[1]
  const keySet = await (await fetch(`${place().url}/.well-known/jwks.json`)).json()
  const jwk = (keySet as { keys: (JsonWebKey & { kid: string })[] }).keys.find((one) => one.kid === kid)
  if (jwk === undefined) throw new Error('the key is not published')
  const base =
    `"@method": POST\n"@target-uri": ${there.url}\n"content-digest": ${digest}\n${lines}` +
    `"@signature-params": ${input.slice('sig1='.length)}`
  const given = Buffer.from(/^sig1=:(.+):$/.exec(signature)?.[1] ?? '', 'base64')
  expect(verify(null, Buffer.from(base), createPublicKey({ key: jwk, format: 'jwk' }), given)).toBe(true)

  for (const httpSignature of [false, null]) {
    await saaq.patch(`${path}/${id}`, { httpSignature: true })
    const patched = await saaq.patch(`${path}/${id}`, { httpSignature })
    expect([patched.status, patched.body]).toMatchObject([200, { httpSignature: false }])
    await saaq.post(`${path}/${id}/test`)
    expect(signedHeaders()).toMatchObject({ digest: '', input: '', signature: '' })
  }
  const wrong = await saaq.patch(`${path}/${id}`, { httpSignature: 'yes' })
  expect([wrong.status, wrong.body]).toMatchObject([422, { errors: [{ pointer: '/httpSignature' }] }])
})
