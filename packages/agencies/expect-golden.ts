import { parseAcknowledgement } from '@unefois/schemas/acknowledgement.ts'
import { expect } from 'vitest'
import type { GoldenExample } from './golden-examples.ts'
import type { SpokenHearing } from './hears.ts'
import type { RegisteredAgency } from './registered-agency.ts'

const deliveryId = '01936c5e-7b1a-7c3e-9f40-5d2c8a7e1b90'

/** One golden example through concern, transform, schema, stand-in and acknowledgement. */
export const expectGolden = (
  agency: RegisteredAgency,
  hearing: SpokenHearing,
  { view, concern, payload, acknowledgement }: GoldenExample,
): void => {
  expect(hearing.concern(view)).toEqual(concern)
  expect(payload === null).toBe(!concern.told)
  expect(acknowledgement === null).toBe(!concern.told)
  if (payload === null || acknowledgement === null) return
  expect(hearing.transform(view)).toEqual(payload)
  expect(hearing.payload.parse(payload)).toEqual(payload)
  expect(() => hearing.payload.parse({ ...payload, unknownKey: 1 })).toThrow('unknownKey')
  const answer = agency.simulator({ id: deliveryId, data: payload })
  expect(answer).toMatchObject(acknowledgement)
  expect(agency.simulator({ id: deliveryId, data: payload })).toEqual(answer)
  expect(parseAcknowledgement(answer)).toEqual({ ok: true, value: answer })
}
