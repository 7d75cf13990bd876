import type { EndpointRegister } from '@unefois/broker/ports/endpoint-register.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { KeySet } from '@unefois/schemas/answers/key-set.ts'
import { jwksOf } from '@unefois/webhook/jwks-of.ts'

export type KeySetParts = {
  readonly register: Pick<EndpointRegister, 'publicKeys'>
  /** `whpk_…` of whoever receives without having registered: the simulators. */
  readonly otherPublicKeys: () => Promise<readonly string[]>
}

/** A rotation's overlap is an hour at least in practice; whoever keeps the set for a minute misses nothing. */
const keptSeconds = 60

/** Every public key with which something is signed now. Open to anybody. */
export const keySetRoutes = (app: HttpServer, { register, otherPublicKeys }: KeySetParts): void => {
  app.get(
    '/.well-known/jwks.json',
    {
      schema: {
        tags: ['partner'],
        summary: 'Public keys of all signatures (v1a, Ed25519), as a JSON Web Key Set',
        response: { 200: KeySet },
      },
    },
    async (_, reply) => {
      const set = jwksOf([...(await register.publicKeys()), ...(await otherPublicKeys())])
      return reply
        .header('cache-control', `public, max-age=${keptSeconds}`)
        .type('application/jwk-set+json')
        .send({ keys: [...set.keys] })
    },
  )
}
