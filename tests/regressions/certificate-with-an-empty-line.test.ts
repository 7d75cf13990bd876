import { createSecureContext } from 'node:tls'
import { newTestAuthority } from '@unefois/webhook/test-authority.ts'
import { expect, test } from 'vitest'

/**
 * One journey in a hundred could not open its receiver: `SSL_CTX_use_certificate_chain`. The test authority broke its
 * base64 after every 64 characters, the last line too where it was full, and OpenSSL takes no empty line. How long a
 * certificate is depends on its names and on the random length of its signature; these lengths meet every case.
 */
test('whatever its length, a certificate of the test authority can be used', () => {
  const { cert: ca, issue } = newTestAuthority('authority')
  for (let length = 1; length <= 60; length++) {
    const identity = issue('x'.repeat(length))
    expect(identity.cert).not.toContain('\n\n')
    expect(() => createSecureContext({ ...identity, ca })).not.toThrow()
  }
})
