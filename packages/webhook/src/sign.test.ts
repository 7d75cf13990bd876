import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { newEndpointKeys } from './keys.ts'
import { createSigner } from './sign.ts'
import { createVerifier } from './verify.ts'

// The vectors that Standard Webhooks' libraries share.
const published = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  signingKey: 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
  publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: Buffer.from('{"test": 2432232314}'),
  v1: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  v1a: 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
}
const { id, timestamp, body } = published

describe('signing', () => {
  test('reproduces the published v1 signature', () => {
    expect(createSigner({ secrets: [published.secret], signingKeys: [] })(id, timestamp, body)).toBe(
      published.v1,
    )
  })

  test('the published v1a signature verifies', () => {
    const verify = createVerifier({ secrets: [], publicKeys: [published.publicKey] })
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': published.v1a,
    }
    expect(verify({ headers, body, now: timestamp })).toEqual({ verified: true })
  })

  test('reproduces the published v1a signature', () => {
    const sign = createSigner({ secrets: [], signingKeys: [published.signingKey] })
    expect(sign(id, timestamp, body)).toBe(published.v1a)
  })

  test('lists every key while they rotate, newest first, v1 before v1a', () => {
    const old = newEndpointKeys()
    const sign = createSigner({
      secrets: [published.secret, old.secret],
      signingKeys: [published.signingKey, old.signingKey],
    })
    const signatures = sign(id, timestamp, body).split(' ')
    expect(signatures.map((signature) => signature.split(',')[0])).toEqual(['v1', 'v1', 'v1a', 'v1a'])
    expect([signatures[0], signatures[2]]).toEqual([published.v1, published.v1a])
    expect(new Set(signatures).size).toBe(4)
  })

  test('the npm package standardwebhooks verifies what we sign', () => {
    const { secret, signingKey } = newEndpointKeys()
    const now = Math.floor(Date.now() / 1000)
    const text = JSON.stringify({ name: 'Éloïse' })
    const signature = createSigner({ secrets: [secret], signingKeys: [signingKey] })(
      'one',
      now,
      Buffer.from(text),
    )
    const headers = { 'webhook-id': 'one', 'webhook-timestamp': String(now), 'webhook-signature': signature }
    expect(new Webhook(secret).verify(text, headers)).toEqual({ name: 'Éloïse' })
    expect(() => new Webhook(secret).verify(`${text} `, headers)).toThrow()
  })

  test('we verify what the npm package standardwebhooks signs', () => {
    const { secret } = newEndpointKeys()
    const at = new Date()
    const now = Math.floor(at.getTime() / 1000)
    const signature = new Webhook(secret).sign('two', at, '{"a":1}')
    const headers = { 'webhook-id': 'two', 'webhook-timestamp': String(now), 'webhook-signature': signature }
    const verify = createVerifier({ secrets: [secret], publicKeys: [] })
    expect(verify({ headers, body: Buffer.from('{"a":1}'), now })).toEqual({ verified: true })
  })
})
