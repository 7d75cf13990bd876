import { randomBytes, randomUUID } from 'node:crypto'
import type { DeclarationToStore } from '@unefois/broker/ports/declarations.ts'
import type { MetEvent } from '@unefois/broker/ports/deliveries.ts'
import type { Account } from '@unefois/domain/account.ts'
import {
  agencyId,
  type DeclarationId,
  type DeliveryId,
  type PersonEventId,
  type PersonId,
  type Reference,
} from '@unefois/domain/ids.ts'

export const saaq = agencyId('saaq')
export const citizen: Account = { id: 'demo-citizen', role: 'citizen' }

/** A declaration of one person, told to the SAAQ. Rows of the store's own tests; the journey's are filed. */
export const aDeclaration = (
  given: Partial<DeclarationToStore> & { nas?: string } = {},
): DeclarationToStore => ({
  id: randomUUID() as DeclarationId,
  reference: `UF-${randomUUID()}` as Reference,
  kind: 'address-change',
  channel: 'web',
  account: citizen,
  submittedAt: new Date(),
  wrappedKey: randomBytes(60),
  content: Buffer.from('sealed'),
  persons: [
    {
      id: randomUUID() as PersonEventId,
      personIndex: 0,
      type: 'unefois.address-change.v1',
      content: Buffer.from('sealed event'),
      told: [{ agency: saaq, delivery: randomUUID() as DeliveryId }],
      person: {
        strong: given.nas === undefined ? [] : [{ scheme: 'nas', hash: Buffer.from(given.nas.padEnd(32)) }],
        fallback: randomBytes(32),
      },
    },
  ],
  actAwaitedFrom: null,
  replaces: null,
  matter: randomBytes(32),
  duplicate: null,
  idempotency: { route: 'POST /v1/declarations', key: randomUUID(), fingerprint: Buffer.from('one body') },
  ...given,
})

/** A person event as the SAAQ's consumer meets it; due at once unless held. */
export const aMetEvent = (person: PersonId, personSeq: bigint, heldUntil: Date | null = null): MetEvent => ({
  personEvent: randomUUID() as PersonEventId,
  declaration: randomUUID() as DeclarationId,
  person,
  personSeq,
  kind: 'address-change',
  turn: 'declared',
  delivery: {
    id: randomUUID() as DeliveryId,
    holds: heldUntil === null ? [] : [{ reason: 'effective-date', until: heldUntil }],
    turn: 'declared',
    follows: null,
    freeze: (sequence) => Buffer.from(`body ${sequence}`),
  },
})

export const aPerson = (): PersonId => randomUUID() as PersonId
